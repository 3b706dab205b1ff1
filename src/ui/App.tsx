/** The page of Build: one network, its data, its curves and its output. Arranges; every part looks after itself. */
import { useEffect, useState } from 'react';
import './tokens.css';
import './base.css';
import './controls/controls.css';
import './controls/choices.css';
import './layout.css';
import './network.css';
import './panels.css';
import './touch.css';
import { CurvesPanel } from './CurvesPanel';
import { DataPanel } from './DataPanel';
import { NetworkPanel } from './NetworkPanel';
import { Notices } from './Notices';
import { OutputPanel } from './OutputPanel';
import { ShortcutsDialog } from './ShortcutsDialog';
import { TopBar } from './TopBar';
import { TrainingPanel } from './TrainingPanel';

/** Build shows the first network. */
const NETWORK = 0;

export function App() {
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'text';
      if (event.key !== '?' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setShowsShortcuts(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div className="page">
      <TopBar onShortcuts={() => setShowsShortcuts(true)} />
      <Notices />
      <main className="build">
        <DataPanel />
        <div className="middle">
          <TrainingPanel network={NETWORK} />
          <NetworkPanel network={NETWORK} />
          <CurvesPanel network={NETWORK} />
        </div>
        <OutputPanel network={NETWORK} />
      </main>
      <ShortcutsDialog open={showsShortcuts} onClose={() => setShowsShortcuts(false)} />
    </div>
  );
}
