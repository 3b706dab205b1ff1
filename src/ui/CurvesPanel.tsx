/** Loss and accuracy of the present run and of earlier ones, side by side, with what shows and stops them; below them a line of words on what is seen. */
import { useId, useState } from 'react';
import { nearestRow } from '../charts/nearestRow';
import { bestAccuracy } from '../domain/bestAccuracy';
import {
  useExperiment,
  useRememberedRuns,
  useServices,
  useSlowFacts,
  useStatus,
  useTranslate,
} from './AppContext';
import { HelpLabel } from './controls/HelpLabel';
import { editView } from './editExperiment';
import { formatShare } from './formatFigure';
import { Help } from './Help';
import { Curve } from './runs/Curve';
import { AxisSelect, SmoothingButton, spanText } from './runs/CurveTools';
import { doneText } from './runs/doneText';
import { placeText } from './runs/placeText';
import { RunsPanel } from './runs/RunsPanel';
import { StopPanel } from './runs/StopPanel';

export function CurvesPanel({ network }: { readonly network: number }) {
  const t = useTranslate();
  const [readout, setReadout] = useState<number | null>(null);
  const [emphasized, setEmphasized] = useState<number | null>(null);
  const best = useExperiment((state) => bestAccuracy(state.experiment.data));
  // At 100% it is the end of the axis, and says nothing.
  const bounding = best && best.value < 1 ? best : null;
  const shared = { network, readout, onReadout: setReadout, emphasized };
  return (
    <section className="curves" aria-label={t('region.curves')}>
      <Curve
        {...shared}
        kind="loss"
        reference={null}
        tools={
          <>
            <LogButton />
            <AxisSelect />
            <SmoothingButton />
          </>
        }
      />
      <Curve
        {...shared}
        kind="accuracy"
        reference={
          bounding && {
            value: bounding.value,
            label: t('curves.best', { share: formatShare(t, bounding.value) }),
          }
        }
        tools={
          <>
            <RunsPanel network={network} onEmphasize={setEmphasized} />
            <StopPanel />
          </>
        }
      />
      <div className="curves-caption">
        <Caption network={network} readout={readout} />
        {bounding ? <BestCaption value={bounding.value} how={bounding.how} /> : null}
      </div>
    </section>
  );
}

function LogButton() {
  const t = useTranslate();
  const scale = useExperiment((state) => state.experiment.view.lossScale);
  const change = useExperiment((state) => state.change);
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={scale === 'log'}
      onClick={() => change(editView({ lossScale: scale === 'log' ? 'linear' : 'log' }), 'commit')}
    >
      {t('curves.log')}
    </button>
  );
}

interface CaptionProps {
  readonly network: number;
  readonly readout: number | null;
}

/** What is read out; else what a stop rule has reached, and what is drawn besides the run itself. */
function Caption({ network, readout }: CaptionProps) {
  const t = useTranslate();
  const { snapshots } = useServices();
  const status = useStatus((state) => state.worker);
  const stop = useExperiment((state) => state.experiment.stop);
  const smoothing = useExperiment((state) => state.experiment.view.smoothing);
  const ghosts = useRememberedRuns(({ runs }) => runs.filter(({ isHidden }) => !isHidden).length);
  // Renders at the pace of the slow facts: the figures named come with them.
  useSlowFacts((facts) => facts.perNetwork[network]);
  const row = readout === null ? null : nearestRow(snapshots.history(network), readout);
  const done = doneText(t, status, stop, snapshots.history);
  const isChanged = snapshots.marks(network).length > 0;
  const notes = [
    ...(isChanged ? [t('curves.changed')] : []),
    ...(smoothing > 0 ? [t('curves.smoothed', { epochs: spanText(t.number, smoothing) })] : []),
    ...(ghosts === 1
      ? [t('curves.ghosts.one')]
      : ghosts > 1
        ? [t('curves.ghosts.many', { count: ghosts })]
        : []),
  ].join(' ');
  return (
    <>
      <p className="curves-done" role="status" hidden={row !== null} title={done}>
        {done}
      </p>
      <p className="curves-notes" title={row || done ? undefined : notes}>
        {row ? placeText(t, row) : done ? '' : notes}
      </p>
    </>
  );
}

interface BestCaptionProps {
  readonly value: number;
  readonly how: 'exact' | 'integrated';
}

function BestCaption({ value, how }: BestCaptionProps) {
  const t = useTranslate();
  const id = useId();
  return (
    <HelpLabel
      id={id}
      label={t('curves.bestCaption', { share: formatShare(t, value) })}
      help={<Help text={t(`curves.bestHelp.${how}`)} />}
    />
  );
}
