/** Loss and accuracy over epochs, side by side; pointer and arrow keys read both. */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { ChartSize, ChartStyle, CurvesData, CurvesWords } from '../charts/chartTypes';
import { drawCurves } from '../charts/drawCurves';
import { readCurvesAt } from '../charts/layoutCurves';
import { nearestRow } from '../charts/nearestRow';
import { markText } from './markText';
import type { Translate } from '../i18n/translate';
import { useExperiment, useServices, useSlowFacts, useTranslate } from './AppContext';
import { ChartHost } from './ChartHost';
import type { ChartTheme } from './chartTheme';
import { editView } from './editExperiment';
import { formatLoss, formatShare } from './formatFigure';

type Kind = 'loss' | 'accuracy';
type Rows = CurvesData['rows'];

export function CurvesPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const scale = useExperiment((state) => state.experiment.view.lossScale);
  const change = useExperiment((state) => state.change);
  const [readout, setReadout] = useState<number | null>(null);
  const shared = { network: index, readout, onReadout: setReadout };
  return (
    <section className="curves" aria-label={t('region.curves')}>
      <Curve
        {...shared}
        kind="loss"
        scale={scale}
        tools={
          <button
            type="button"
            className="chip"
            aria-pressed={scale === 'log'}
            onClick={() => change(editView({ lossScale: scale === 'log' ? 'linear' : 'log' }), 'commit')}
          >
            {t('curves.log')}
          </button>
        }
      />
      <Curve {...shared} kind="accuracy" scale="percent" tools={null} />
    </section>
  );
}

interface CurveProps {
  readonly network: number;
  readonly kind: Kind;
  readonly scale: CurvesData['scale'];
  readonly tools: ReactNode;
  readonly readout: number | null;
  readonly onReadout: (epoch: number | null) => void;
}

const SERIES = {
  loss: ['loss', 'valLoss'],
  accuracy: ['accuracy', 'valAccuracy'],
} as const;

function Curve({ network: index, kind, scale, tools, readout, onReadout }: CurveProps) {
  const t = useTranslate();
  const { snapshots } = useServices();
  const size = useRef<{ readonly size: ChartSize; readonly theme: ChartTheme } | null>(null);
  // Renders at the pace of the slow facts, for the words below.
  useSlowFacts((facts) => facts.perNetwork[index]);

  const [training, validation] = SERIES[kind];
  const words: CurvesWords = { xAxis: t('curves.epochs'), yAxis: '', empty: t('curves.empty') };
  const buildData = (readoutEpoch: number | null): CurvesData => ({
    rows: snapshots.history(index),
    series: [
      { key: training, label: t('curves.training'), tone: 'strong' },
      { key: validation, label: t('curves.validation'), tone: 'soft' },
    ],
    scale,
    marks: snapshots.marks(index).map(({ epoch, change }) => ({ epoch, label: markText(t, change) })),
    readoutEpoch,
  });

  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (!size.current) return;
    const style: ChartStyle<CurvesWords> = { ...size.current.theme, words };
    const left = event.currentTarget.getBoundingClientRect().left;
    onReadout(readCurvesAt(buildData(null), size.current.size, style, event.clientX - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = snapshots.history(index);
    const target = epochByKey(event.key, rows, readout);
    if (target === undefined) return;
    event.preventDefault();
    onReadout(target);
  };

  const rows = snapshots.history(index);
  const row = readout === null ? null : nearestRow(rows, readout);
  const format = (value: number) => (kind === 'loss' ? formatLoss(t, value) : formatShare(t, value));
  return (
    <div className="curve">
      <div className="curve-head">
        <h2>{t(`curves.${kind}`)}</h2>
        <span className="visually-hidden" aria-live="polite">
          {row
            ? t('curves.readout', {
                epoch: row.epoch,
                training: format(row[training]),
                validation: format(row[validation]),
              })
            : ''}
        </span>
        {tools}
      </div>
      <ChartHost
        kind="svg"
        name={kind}
        network={index}
        className="curve-chart"
        label={describeCurve(t, kind, rows)}
        tabIndex={0}
        dirtyKey={[readout, scale]}
        onPointerMove={point}
        onPointerLeave={() => onReadout(null)}
        onKeyDown={onKeyDown}
        onBlur={() => onReadout(null)}
        draw={(svg, chartSize, theme) => {
          size.current = { size: chartSize, theme };
          drawCurves(svg, buildData(readout), chartSize, { ...theme, words });
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
