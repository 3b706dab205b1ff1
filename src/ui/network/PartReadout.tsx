/** What stands beside the part that is pointed at: its name, its number, its map; held open by a click or by Enter, the number can be changed. */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { NetworkPart } from '../../charts/chartTypes';
import { drawMap } from '../../charts/drawMap';
import { canSetWeight, setWeight } from '../../domain/editWeights';
import type { Experiment } from '../../domain/experiment';
import { LIMITS } from '../../domain/limits';
import { layoutParams } from '../../domain/paramLayout';
import {
  useExperiment,
  useServices,
  useSettings,
  useSlowFacts,
  useStatus,
  useTranslate,
} from '../AppContext';
import { fitsExperiment } from '../buildNetworkData';
import { readChartTheme, useThemeName } from '../chartTheme';
import { NumberField, type ChangeHow } from '../controls/NumberField';
import { exactDigits, parsePlainNumber, type NumberCodec } from '../controls/numberCodec';
import { formatSigned } from '../formatFigure';
import { Icon } from '../Icon';
import { parameterOf, partName, unitName, valueOf } from './describeParts';
import { placeReadout } from './placeNetwork';
import { unitMap, type UnitMap } from './unitMap';

const MAP_PX = 92;
const ARROW_STEP = 0.1;
/** From here on two decimals tell nothing. */
const PLAIN_FROM = 100;

export interface PartReadoutProps {
  readonly network: number;
  readonly experiment: Experiment;
  readonly part: NetworkPart;
  readonly isPinned: boolean;
  /** Shown for the keyboard's cursor, not for the pointer. */
  readonly isByKey: boolean;
  /** Where the tile itself is too small to be read. */
  readonly showsMap: boolean;
  readonly editRequest: number;
  readonly anchor: RefObject<HTMLElement | null>;
  /** By a key, the focus goes back to the network. */
  readonly onClose: (byKey: boolean) => void;
}

export function PartReadout(props: PartReadoutProps) {
  const {
    network: index,
    experiment,
    part,
    isPinned,
    isByKey,
    showsMap,
    editRequest,
    anchor,
    onClose,
  } = props;
  const t = useTranslate();
  const { snapshots } = useServices();
  // Renders at the pace of the slow facts: the numbers are live.
  useSlowFacts((facts) => facts.perNetwork[index]);
  const card = usePlaced(anchor);
  const layout = layoutParams(experiment, index);
  const latest = snapshots.latest()?.networks[index];
  const seen = latest && fitsExperiment(latest, layout) ? latest : undefined;
  const parameter = parameterOf(layout, part);
  const value = valueOf(experiment, index, seen, parameter);
  const { set, refusal } = useWeightSetter(index, parameter);
  const isByHand = experiment.networks[index]?.edits.some((edit) => edit.parameter === parameter) ?? false;

  useEffect(() => {
    if (editRequest === 0) return;
    // Not within React's own work: the field renders its exact digits as soon as it has the focus, and then selects them.
    queueMicrotask(() =>
      card.current?.querySelector<HTMLInputElement>('input')?.focus({ preventScroll: true }),
    );
  }, [editRequest, card]);

  const layer = part.kind === 'connection' ? part.column : part.column - 1;
  const spec =
    experiment.networks[index]?.hidden[layer] ?? (layer >= 0 ? experiment.networks[index]?.output : null);
  const label = t(part.kind === 'connection' ? 'part.weight' : 'part.bias');
  const codec: NumberCodec = {
    format: (number) =>
      Math.abs(number) < PLAIN_FROM ? formatSigned(t, number) : t.number(number).replace('-', '−'),
    exact: exactDigits,
    parse: parsePlainNumber,
  };
  const name = partName(t, experiment, index, part.kind === 'bias' ? { ...part, kind: 'unit' } : part);
  const seenMap =
    part.kind === 'connection' ? null : unitMap(experiment, index, seen, part.column, part.unit);
  return (
    <div
      ref={card}
      className="readout"
      data-pinned={isPinned}
      role={isPinned ? 'group' : undefined}
      aria-label={isPinned ? name : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose(true);
      }}
    >
      <div className="readout-head">
        {part.kind === 'connection' ? (
          <span>
            {unitName(t, experiment, index, part.column, part.from)}
            <span aria-hidden="true"> → </span>
            {unitName(t, experiment, index, part.column + 1, part.to)}
          </span>
        ) : (
          <span>{name}</span>
        )}
        {isPinned ? (
          <button
            type="button"
            className="readout-close"
            aria-label={t('part.close')}
            title={t('part.close')}
            onClick={(event) => onClose(event.detail === 0)}
          >
            <Icon name="close" />
          </button>
        ) : null}
      </div>
      <div className="readout-body">
        {seenMap && showsMap ? <EnlargedMap shown={seenMap} /> : null}
        <div className="readout-rows">
          {parameter !== null && value !== null ? (
            <div className="readout-row" data-parameter={parameter} data-value={value}>
              <span>{label}</span>
              {isPinned ? (
                <NumberField
                  label={label}
                  value={value}
                  range={LIMITS.weight}
                  codec={codec}
                  stepBy={(number, steps) => number + steps * ARROW_STEP}
                  onChange={set}
                  widthCh={6}
                />
              ) : (
                <strong>{formatSigned(t, value)}</strong>
              )}
            </div>
          ) : null}
          {part.kind !== 'connection' && spec && parameter === null ? <div>{t('part.noBias')}</div> : null}
          {seenMap?.range ? (
            <div className="readout-row">
              <span>{t('part.range')}</span>
              <span>
                {t('part.rangeValue', {
                  min: formatSigned(t, seenMap.range.min),
                  max: formatSigned(t, seenMap.range.max),
                })}
              </span>
            </div>
          ) : null}
          {isByHand ? <div className="readout-note">{t('part.byHand')}</div> : null}
        </div>
      </div>
      {isByKey && !isPinned ? (
        <p className="readout-note">{t(part.kind === 'unit' ? 'part.enterUnit' : 'part.enterEdit')}</p>
      ) : parameter === null ? null : isPinned ? (
        <>
          <p className="readout-note">
            {spec?.frozen ? `${t('part.frozen')} ` : ''}
            {t((seen?.step ?? 0) > 0 ? 'part.onTheWay' : 'part.atStart')}
          </p>
          {refusal ? (
            <p className="readout-refusal" role="alert">
              {refusal}
            </p>
          ) : null}
        </>
      ) : (
        <p className="readout-note">{t('part.editHint')}</p>
      )}
    </div>
  );
}

/** Before the first step a number becomes part of the Experiment; later it is a change on the way. */
function useWeightSetter(index: number, parameter: number | null) {
  const t = useTranslate();
  const { run, snapshots, experiment: store } = useServices();
  const change = useExperiment((state) => state.change);
  const isTraining = useStatus((status) => status.worker.trainer === 'training');
  const [refused, setRefused] = useState<number | null>(null);
  const set = (value: number, how: ChangeHow) => {
    if (parameter === null) return;
    const step = snapshots.latest()?.networks[index]?.step ?? 0;
    if (step > 0 || isTraining) {
      setRefused(null);
      run.setWeight(index, parameter, value);
      return;
    }
    const network = store.getState().experiment.networks[index];
    const isAllowed = network !== undefined && canSetWeight(network, parameter);
    setRefused(isAllowed ? null : parameter);
    if (isAllowed) change((experiment) => setWeight(experiment, index, parameter, value), how);
  };
  const isRefused = refused !== null && refused === parameter;
  return { set, refusal: isRefused ? t('part.tooManyEdits', { max: LIMITS.edits.max }) : null };
}

/** For a card beside the anchor after each render, and while something scrolls; within the card's offset parent. */
function usePlaced(anchor: RefObject<HTMLElement | null>): RefObject<HTMLDivElement | null> {
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const element = card.current;
      const panel = element?.offsetParent?.getBoundingClientRect();
      const box = anchor.current?.getBoundingClientRect();
      if (!element || !panel || !box) return;
      const { xPx, yPx } = placeReadout(
        { xPx: box.left - panel.left, yPx: box.top - panel.top, widthPx: box.width, heightPx: box.height },
        { widthPx: element.offsetWidth, heightPx: element.offsetHeight },
        { widthPx: panel.width, heightPx: panel.height },
      );
      element.style.left = `${xPx}px`;
      element.style.top = `${yPx}px`;
    };
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  });
  return card;
}

/** The unit's map, enlarged; painted at each render. */
function EnlargedMap({ shown }: { readonly shown: UnitMap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const language = useSettings((settings) => settings.language);
  const theme = useThemeName();
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const size = { widthPx: MAP_PX, heightPx: MAP_PX, pixelRatio: Math.min(window.devicePixelRatio || 1, 3) };
    drawMap(element, shown.map, size, readChartTheme(language));
  }, [shown, language, theme]);
  return <canvas ref={canvas} className="readout-map" aria-hidden="true" />;
}
