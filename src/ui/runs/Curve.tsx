/** One chart of curves with its heading; pointer and arrow keys read it out. */
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { ChartSize, ChartStyle, CurvesData, CurvesWords } from '../../charts/chartTypes';
import { drawCurves } from '../../charts/drawCurves';
import { formatExact, formatExactPercent } from '../../charts/formatNumber';
import { readCurvesAt } from '../../charts/layoutCurves';
import { nearestRow } from '../../charts/nearestRow';
import type { Translate } from '../../i18n/translate';
import { useExperiment, useRememberedRuns, useServices, useSlowFacts, useTranslate } from '../AppContext';
import { ChartHost } from '../ChartHost';
import type { ChartTheme } from '../chartTheme';
import { formatLoss, formatShare } from '../formatFigure';
import { markText } from '../markText';
import { placeText } from './placeText';

type Kind = 'loss' | 'accuracy';
type Rows = CurvesData['rows'];

export interface CurveProps {
  readonly network: number;
  readonly kind: Kind;
  readonly tools: ReactNode;
  /** Epoch that is read out; both charts share it. */
  readonly readout: number | null;
  readonly onReadout: (epoch: number | null) => void;
  /** The earlier run that stands out. */
  readonly emphasized: number | null;
  readonly reference: CurvesData['reference'];
}

const SERIES = {
  loss: ['loss', 'valLoss'],
  accuracy: ['accuracy', 'valAccuracy'],
} as const;

export function Curve(props: CurveProps) {
  const { network: index, kind, tools, readout, onReadout, emphasized, reference } = props;
  const t = useTranslate();
  const { snapshots } = useServices();
  const { lossScale, xAxis, smoothing } = useExperiment((state) => state.experiment.view);
  const runs = useRememberedRuns((state) => state.runs);
  const surface = useRef<{ readonly size: ChartSize; readonly theme: ChartTheme } | null>(null);
  // Renders at the pace of the slow facts, for the words below.
  useSlowFacts((facts) => facts.perNetwork[index]);

  const [training, validation] = SERIES[kind];
  const words: CurvesWords = { xAxis: t(`curves.axis.${xAxis}`), yAxis: '', empty: t('curves.empty') };
  const buildData = (readoutEpoch: number | null): CurvesData => ({
    rows: snapshots.history(index),
    series: [
      { key: training, label: t('curves.training'), tone: 'strong' },
      { key: validation, label: t('curves.validation'), tone: 'soft' },
    ],
    scale: kind === 'loss' ? lossScale : 'percent',
    xAxis,
    smoothing,
    marks: snapshots.marks(index).map(({ epoch, change }) => ({ epoch, label: markText(t, change) })),
    ghosts: runs.flatMap(({ id, isHidden, curves }) => {
      const rows = curves[index];
      return rows && (!isHidden || id === emphasized) ? [{ id, rows, isEmphasized: id === emphasized }] : [];
    }),
    reference,
    readoutEpoch,
  });

  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (!surface.current) return;
    const style: ChartStyle<CurvesWords> = { ...surface.current.theme, words };
    const left = event.currentTarget.getBoundingClientRect().left;
    onReadout(readCurvesAt(buildData(null), surface.current.size, style, event.clientX - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = epochByKey(event.key, snapshots.history(index), readout);
    if (target === undefined) return;
    event.preventDefault();
    onReadout(target);
  };

  const rows = snapshots.history(index);
  const row = readout === null ? null : nearestRow(rows, readout);
  const exact = (value: number) =>
    kind === 'loss' ? formatExact(value, t.language) : formatExactPercent(value, t.language);
  return (
    <div className="curve">
      <div className="curve-head">
        <h2>{t(`curves.${kind}`)}</h2>
        <span className="visually-hidden" aria-live="polite" data-readout={kind}>
          {row
            ? t('curves.reading', {
                place: placeText(t, row),
                training: exact(row[training]),
                validation: exact(row[validation]),
              })
            : ''}
        </span>
        <span className="curve-tools">{tools}</span>
      </div>
      <ChartHost
        kind="svg"
        name={kind}
        network={index}
        className="curve-chart"
        label={describeCurve(t, kind, rows)}
        tabIndex={0}
        dirtyKey={[readout, lossScale, xAxis, smoothing, runs, emphasized, reference?.value]}
        onPointerMove={point}
        onPointerLeave={() => onReadout(null)}
        onKeyDown={onKeyDown}
        onBlur={() => onReadout(null)}
        draw={(svg, size, theme) => {
          surface.current = { size, theme };
          drawCurves(svg, buildData(readout), size, { ...theme, words });
        }}
      />
    </div>
  );
}

/** The epoch that a key asks for: the row before or after, the first, the last; undefined for other keys, null for none. */
function epochByKey(key: string, rows: Rows, present: number | null): number | null | undefined {
  const last = rows.length - 1;
  const at = present === null ? last : rows.findIndex((row) => row.epoch >= present);
  const stride = Math.max(1, Math.round(rows.length / 20));
  switch (key) {
    case 'ArrowLeft':
      return rows[present === null ? last : Math.max(0, at - 1)]?.epoch ?? null;
    case 'ArrowRight':
      return rows[Math.min(last, at + 1)]?.epoch ?? null;
    case 'PageUp':
      return rows[Math.max(0, at - stride)]?.epoch ?? null;
    case 'PageDown':
      return rows[Math.min(last, at + stride)]?.epoch ?? null;
    case 'Home':
      return rows[0]?.epoch ?? null;
    case 'End':
      return rows[last]?.epoch ?? null;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}

function describeCurve(t: Translate, kind: Kind, rows: Rows): string {
  const last = rows.at(-1);
  if (!last) return `${t(`curves.${kind}`)}. ${t('alt.curveWaiting')}`;
  const key = kind === 'loss' ? 'valLoss' : 'valAccuracy';
  const isBetter = (a: number, b: number) => (kind === 'loss' ? a < b : a > b);
  let best = rows[0] ?? last;
  for (const row of rows) if (isBetter(row[key], best[key])) best = row;
  const format = (value: number) => (kind === 'loss' ? formatLoss(t, value) : formatShare(t, value));
  const [training, validation] = SERIES[kind];
  return t(`alt.${kind}`, {
    epoch: last.epoch,
    training: format(last[training]),
    validation: format(last[validation]),
    best: format(best[key]),
    bestEpoch: best.epoch,
  });
}
