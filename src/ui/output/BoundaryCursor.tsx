/** Reads out places of the boundary: under the pointer, or at a cursor set by a click or by keys, which stays until Escape or a click on it. */
import { useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { boundaryMarginPx } from '../../charts/layoutBoundary';
import type { DataSet } from '../../domain/dataSet';
import type { Extent } from '../../domain/dataSets';
import { predictAt } from '../../domain/forward';
import type { HoveredUnit } from '../../store/createPointerStore';
import type { Translate } from '../../i18n/translate';
import { useTranslate } from '../AppContext';
import { findNearestPoint } from './findNearestPoint';
import { formatCoordinate, formatOutput } from './formatOutput';
import { moveCursor, type Place } from './moveCursor';
import type { ForwardSeen } from './useForward';

export interface BoundaryCursorProps {
  readonly seen: ForwardSeen;
  readonly extent: Extent;
  readonly dataSet: DataSet;
  readonly showsValidation: boolean;
  /** The neuron that is shown in the boundary's place. */
  readonly unit: HoveredUnit | null;
}

interface Cursor extends Place {
  readonly isPinned: boolean;
}

/** A click this near to the cursor takes it away; a point this near to a place is told of. Shares of the axis. */
const SAME_PLACE = 0.025;
const POINT_REACH = 0.025;

export function BoundaryCursor(props: BoundaryCursorProps) {
  const t = useTranslate();
  const { extent } = props;
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [announced, setAnnounced] = useState('');
  const span = extent.max - extent.min;
  const marginPx = boundaryMarginPx(extent);

  const pin = (place: Place | null): void => {
    setCursor(place ? { ...place, isPinned: true } : null);
    const read = place ? readPlace(t, props, place) : null;
    setAnnounced(read ? read.lines.join('. ') : '');
  };
  const placeOf = (event: MouseEvent<HTMLElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    const clamp = (share: number) => Math.min(1, Math.max(0, share));
    return {
      x1: extent.min + clamp((event.clientX - box.left) / box.width) * span,
      x2: extent.max - clamp((event.clientY - box.top) / box.height) * span,
    };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (event.pointerType !== 'mouse' || cursor?.isPinned) return;
    setCursor({ ...placeOf(event), isPinned: false });
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const place = placeOf(event);
    const isSame =
      cursor?.isPinned && Math.hypot(place.x1 - cursor.x1, place.x2 - cursor.x2) < SAME_PLACE * span;
    pin(isSame ? null : place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && cursor) {
      event.stopPropagation();
      pin(null);
      return;
    }
    const place = moveCursor(event.key, event.shiftKey, cursor, extent);
    if (!place) return;
    event.preventDefault();
    pin(place);
  };

  const read = cursor ? readPlace(t, props, cursor) : null;
  return (
    <>
      <div
        className="boundary-cursor"
        style={{ inset: `0 0 ${marginPx}px ${marginPx}px` }}
        role="application"
        tabIndex={0}
        aria-label={t('output.cursor')}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setCursor((present) => (present?.isPinned ? present : null))}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {cursor && read ? (
          <>
            <i
              className="boundary-marker"
              data-pinned={cursor.isPinned}
              style={{
                left: `${((cursor.x1 - extent.min) / span) * 100}%`,
                top: `${((extent.max - cursor.x2) / span) * 100}%`,
              }}
            />
            <p
              className="boundary-readout"
              style={besidePlace(cursor, extent)}
              data-x1={cursor.x1}
              data-x2={cursor.x2}
              data-value={read.value}
            >
              {read.lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </p>
          </>
        ) : (
          <p className="boundary-hint">{t('output.cursorHint')}</p>
        )}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {announced}
      </span>
    </>
  );
}

/** On the side of the place where there is more room. */
function besidePlace({ x1, x2 }: Place, { min, max }: Extent): CSSProperties {
  const share1 = (x1 - min) / (max - min);
  const share2 = (max - x2) / (max - min);
  const gap = '14px';
  return {
    ...(share1 < 0.5
      ? { left: `calc(${share1 * 100}% + ${gap})` }
      : { right: `calc(${(1 - share1) * 100}% + ${gap})` }),
    ...(share2 < 0.5
      ? { top: `calc(${share2 * 100}% + ${gap})` }
      : { bottom: `calc(${(1 - share2) * 100}% + ${gap})` }),
  };
}

/** What is said of a place, line by line; null while no weights have come. */
function readPlace(
  t: Translate,
  { seen, extent, dataSet, showsValidation, unit }: BoundaryCursorProps,
  { x1, x2 }: Place,
): { readonly value: number; readonly lines: readonly string[] } | null {
  const { forward } = seen;
  const parameters = seen.readParameters();
  if (!parameters) return null;
  const value = predictAt(forward, parameters, x1, x2, unit);
  const lines = [t('output.place', { x1: formatCoordinate(t, x1), x2: formatCoordinate(t, x2) })];
  if (unit) return { value, lines: [...lines, t('output.value.unit', { value: formatOutput(t, value) })] };
  const { rule } = forward.output;
  const classOf = (prediction: number) => (prediction > rule.threshold ? 1 : 0);
  const isProbability = forward.layers.at(-1)?.activation === 'sigmoid';
  lines.push(
    t(isProbability ? 'output.value.probability' : 'output.value.prediction', {
      value: formatOutput(t, value),
      class: classOf(value),
    }),
  );
  const nearest = findNearestPoint(dataSet, showsValidation, x1, x2, POINT_REACH * (extent.max - extent.min));
  if (nearest) {
    const { points, labels } = dataSet;
    const label = labels[nearest.index] ?? 0;
    const at = 2 * nearest.index;
    const answer = classOf(predictAt(forward, parameters, points[at] ?? 0, points[at + 1] ?? 0));
    lines.push(
      t(nearest.isTraining ? 'output.nearest.train' : 'output.nearest.validation', {
        class: label,
        verdict: t(answer === label ? 'truth.right' : 'truth.wrong'),
      }),
    );
  }
  return { value, lines };
}
