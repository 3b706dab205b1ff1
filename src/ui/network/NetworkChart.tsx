/** The network's drawing, in which every neuron, bias and connection can be pointed at, tapped, and reached by the arrow keys. Edits nothing itself. */
import {
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { ColumnRange, NetworkPart } from '../../charts/chartTypes';
import { listHighlighted } from '../../charts/drawConnections';
import { drawNetwork } from '../../charts/drawNetwork';
import { findPartAt } from '../../charts/findPartAt';
import { selectConnections } from '../../charts/selectConnections';
import type { Experiment } from '../../domain/experiment';
import { layoutParams } from '../../domain/paramLayout';
import type { Translate } from '../../i18n/translate';
import { useServices, useSlowFacts, useTranslate } from '../AppContext';
import { buildNetworkData, fitsExperiment, listKernels, type NetworkSeen } from '../buildNetworkData';
import { ChartHost } from '../ChartHost';
import { formatSigned } from '../formatFigure';
import { findStrongest, partName, partWithValue, unitName } from './describeParts';
import { boxOfPart, placeNetwork, type NetworkPlace } from './placeNetwork';
import { partKey, type PointedPart } from './usePointedPart';
import { partAtCursor, walk, type NetworkShape, type WalkKey } from './walkParts';

/** How far beside a part one may point at it. */
const REACH_PX = { mouse: 5, touch: 18 } as const;
const WALK_KEYS: ReadonlySet<string> = new Set<WalkKey>([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

function isWalkKey(key: string): key is WalkKey {
  return WALK_KEYS.has(key);
}

export interface NetworkChartProps {
  readonly network: number;
  readonly experiment: Experiment;
  readonly pointed: PointedPart;
  /** The part whose read-out is open. */
  readonly readOut: NetworkPart | null;
  /** Lies over the whole drawing, whose parts stand at `place`. */
  readonly overlay: RefObject<HTMLDivElement | null>;
  readonly place: NetworkPlace;
  readonly minHeightPx: number;
  readonly inSight: ColumnRange;
  /** Lies over that part: the read-out stands beside it. */
  readonly anchor: RefObject<HTMLSpanElement | null>;
  /** Takes the focus while the keyboard walks over the network. */
  readonly stop: RefObject<HTMLDivElement | null>;
  readonly keysId: string;
}

export function NetworkChart(props: NetworkChartProps) {
  const {
    network: index,
    experiment,
    pointed,
    readOut,
    overlay,
    place,
    minHeightPx,
    inSight,
    anchor,
    stop,
    keysId,
  } = props;
  const t = useTranslate();
  const { snapshots } = useServices();
  const { shape, shown, cursor } = pointed;
  const seenNow = (): NetworkSeen | undefined => snapshots.latest()?.networks[index];
  // Renders at the pace of the slow facts, for the text alternative.
  useSlowFacts((facts) => facts.perNetwork[index]);

  const pickConnections = useConnections(index, experiment, shape);
  const partUnder = (event: MouseEvent<HTMLElement>, isTouch: boolean): NetworkPart | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return findPartAt({
      layout: place.layout,
      units: shape.units,
      connections: pickConnections(pointed.pinned ?? shown),
      hasBias: shape.hasBias,
      xPx: (event.clientX - box.left) / place.factor,
      yPx: (event.clientY - box.top) / place.factor,
      reachPx: (isTouch ? REACH_PX.touch : REACH_PX.mouse) / place.factor,
    });
  };

  const at = partAtCursor(shape, cursor);
  const key = partKey(at);
  // Each part has an element of its own, so that moving on to it is told as a move of the focus.
  const follows = useRef(false);
  useLayoutEffect(() => {
    if (follows.current) stop.current?.focus();
    follows.current = false;
  }, [key, stop]);

  const open = () => {
    if (at.kind !== 'unit') pointed.pin(at, true);
    else {
      follows.current = true;
      pointed.setCursor({ ...cursor, inside: 0 });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (isWalkKey(event.key)) {
      follows.current = true;
      pointed.hover(null);
      pointed.unpin();
      pointed.setCursor(walk(shape, cursor, event.key));
    } else if (event.key === 'Enter' || event.key === ' ') open();
    else if (event.key === 'Escape' && pointed.pinned) pointed.unpin();
    else if (event.key === 'Escape' && cursor.inside !== null) {
      follows.current = true;
      pointed.setCursor({ ...cursor, inside: null });
    } else return;
    event.preventDefault();
  };

  const label = describeNetwork(t, experiment, index, shape, seenNow(), shown);
  const dirtyKey = useMemo(() => [experiment, shown, inSight], [experiment, shown, inSight]);
  return (
    <ChartHost
      kind="canvas"
      name="network"
      network={index}
      role="group"
      className="network-canvas"
      style={{ minHeight: minHeightPx }}
      data-part={partKey(shown)}
      data-pointing={pointed.hovered !== null}
      label={label}
      dirtyKey={dirtyKey}
      onPointerMove={(event: PointerEvent<HTMLDivElement>) => {
        if (event.pointerType !== 'touch') pointed.hover(partUnder(event, false));
      }}
      onPointerLeave={() => pointed.hover(null)}
      onClick={(event) => {
        const isTouch =
          event.nativeEvent instanceof window.PointerEvent && event.nativeEvent.pointerType === 'touch';
        const part = partUnder(event, isTouch);
        // A finger gets no keyboard before it asks for one.
        if (part) pointed.pin(part, part.kind !== 'unit' && !isTouch);
        else pointed.unpin();
      }}
      draw={(canvas, canvasSize, theme) => {
        const present = buildNetworkData(experiment, index, seenNow(), shown, inSight);
        const style = { ...theme, words: { unit: t('unit.label') } };
        if (present) drawNetwork(canvas, present, placeNetwork(shape.units, canvasSize).size, style);
      }}
    >
      <div ref={overlay} className="network-overlay">
        <span
          ref={anchor}
          className="network-anchor"
          style={boxStyle(readOut && boxOfPart(place, readOut))}
        />
        <div
          key={key}
          ref={stop}
          role="button"
          tabIndex={0}
          className="network-stop"
          style={boxStyle(boxOfPart(place, at))}
          aria-label={partName(t, experiment, index, at)}
          aria-describedby={keysId}
          onKeyDown={onKeyDown}
          onClick={(event) => {
            event.stopPropagation();
            open();
          }}
          onFocus={() => pointed.setFocused(true)}
          onBlur={() => pointed.setFocused(false)}
        />
      </div>
    </ChartHost>
  );
}

function boxStyle(box: ReturnType<typeof boxOfPart>): CSSProperties {
  if (!box) return { display: 'none' };
  return { left: box.xPx, top: box.yPx, width: box.widthPx, height: box.heightPx };
}

/** Of each gap, the connections that are drawn: the strongest, and those that stand out. Chosen once a snapshot. */
function useConnections(index: number, experiment: Experiment, shape: NetworkShape) {
  const { snapshots } = useServices();
  const known = useRef<{ readonly seen: NetworkSeen; readonly chosen: readonly Uint32Array[] } | null>(null);
  const layout = useMemo(() => layoutParams(experiment, index), [experiment, index]);
  return (standing: NetworkPart | null): readonly Iterable<number>[] => {
    const seen = snapshots.latest()?.networks[index];
    if (!seen || !fitsExperiment(seen, layout)) return [];
    if (known.current?.seen !== seen)
      known.current = { seen, chosen: selectConnections(listKernels(seen, layout)) };
    return known.current.chosen.map((chosen, gap) => {
      const own = listHighlighted(standing, gap, shape.units[gap] ?? 0, shape.units[gap + 1] ?? 0);
      return own.length === 0 ? chosen : new Set([...chosen, ...own]);
    });
  };
}

/** Shape, the connection with the largest weight, and what is pointed at. */
function describeNetwork(
  t: Translate,
  experiment: Experiment,
  index: number,
  shape: NetworkShape,
  seen: NetworkSeen | undefined,
  shown: NetworkPart | null,
): string {
  const layout = layoutParams(experiment, index);
  const units = shape.units.join('-');
  const fits = seen && fitsExperiment(seen, layout);
  const strongest = fits ? findStrongest(listKernels(seen, layout), shape) : null;
  const network = strongest
    ? t('alt.network', {
        shape: units,
        from: unitName(t, experiment, index, strongest.column, strongest.from),
        to: unitName(t, experiment, index, strongest.column + 1, strongest.to),
        weight: formatSigned(t, strongest.weight),
      })
    : t('alt.networkWaiting', { shape: units });
  if (!shown) return network;
  return t('alt.networkShown', { network, part: partWithValue(t, experiment, index, seen, shown) });
}
