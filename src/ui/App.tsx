/** The page of Build: one network, its data, its curves and its output. Arranges; every part looks after itself. */
import './tokens.css';
import './base.css';
import './controls/controls.css';
import './controls/choices.css';
import './layout.css';
import './network.css';
import './panels.css';
import './page.css';
import './device/device.css';
import './runs.css';
import './touch.css';
import { usePanels, useSettings } from './AppContext';
import { CurvesPanel } from './CurvesPanel';
import { DataPanel } from './DataPanel';
import { DevicePanel } from './device/DevicePanel';
import { FoldingRail } from './FoldingRail';
import { NetworkPanel } from './NetworkPanel';
import { Notices } from './Notices';
import { OutputPanel } from './OutputPanel';
import { ShortcutsDialog } from './ShortcutsDialog';
import { TopBar } from './TopBar';
import { TrainingPanel } from './TrainingPanel';

/** Build shows the first network. */
const NETWORK = 0;

export function App() {
  const panel = usePanels((panels) => panels.open);
  const close = usePanels((panels) => panels.close);
  const foldsData = useSettings((settings) => settings.foldsData);
  const foldsOutput = useSettings((settings) => settings.foldsOutput);
  return (
    <div className="page">
      <TopBar />
      <Notices />
      <main className="build" data-folds-data={foldsData} data-folds-output={foldsOutput}>
        <FoldingRail rail="data">
          <DataPanel />
        </FoldingRail>
        <div className="middle">
          <TrainingPanel network={NETWORK} />
          <NetworkPanel network={NETWORK} />
          <CurvesPanel network={NETWORK} />
        </div>
        <FoldingRail rail="output">
          <OutputPanel network={NETWORK} />
        </FoldingRail>
      </main>
      <ShortcutsDialog open={panel === 'shortcuts'} onClose={close} />
      <DevicePanel open={panel === 'device'} onClose={close} />
    </div>
  );
}
