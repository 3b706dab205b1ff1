/** What is pointed at in one network: by pointer, by the keyboard's cursor, or held open by a click; tells the page which neuron it is. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { NetworkPart } from '../../charts/chartTypes';
import type { Experiment } from '../../domain/experiment';
import { useServices } from '../AppContext';
import { hasPart, shapeOf } from './describeParts';
import { cursorAt, fitCursor, partAtCursor, type Cursor, type NetworkShape } from './walkParts';

export interface PointedPart {
  readonly shape: NetworkShape;
  readonly hovered: NetworkPart | null;
  /** Held open for editing. */
  readonly pinned: NetworkPart | null;
  readonly cursor: Cursor;
  /** What stands out: what is under the pointer, else what is held open, else what has the focus. */
  readonly shown: NetworkPart | null;
  readonly hover: (part: NetworkPart | null) => void;
  readonly setCursor: (cursor: Cursor) => void;
  readonly setFocused: (focused: boolean) => void;
  /** `edits`: the read-out's number field takes the focus. */
  readonly pin: (part: NetworkPart, edits: boolean) => void;
  readonly unpin: () => void;
  /** Counts up each time the number field is to take the focus. */
  readonly editRequest: number;
}

export function usePointedPart(experiment: Experiment, index: number): PointedPart {
  const { pointer } = useServices();
  const shape = useMemo(() => shapeOf(experiment, index), [experiment, index]);
  const [pointedAt, setHovered] = useState<NetworkPart | null>(null);
  const [heldOpen, setPinned] = useState<NetworkPart | null>(null);
  const [place, setCursor] = useState<Cursor>({ column: 0, unit: 0, inside: null });
  const [isFocused, setFocused] = useState(false);
  const [editRequest, setEditRequest] = useState(0);

  const unpin = useCallback(() => setPinned(null), []);

  // The network may have been made smaller since.
  const hovered = pointedAt && hasPart(shape, pointedAt) ? pointedAt : null;
  const pinned = heldOpen && hasPart(shape, heldOpen) ? heldOpen : null;
  const cursor = fitCursor(shape, place);
  const shown = hovered ?? pinned ?? (isFocused ? partAtCursor(shape, cursor) : null);

  const hidden = shown && shown.kind !== 'connection' ? shown.column - 1 : -1;
  const isHidden = hidden >= 0 && hidden < shape.units.length - 2;
  const unit = shown && shown.kind !== 'connection' && isHidden ? shown.unit : null;
  useEffect(() => {
    const { hover } = pointer.getState();
    hover(unit === null ? null : { network: index, layer: hidden, unit });
    return () => hover(null);
  }, [pointer, index, hidden, unit]);

  return {
    shape,
    hovered,
    pinned,
    cursor,
    shown,
    hover: (part) => setHovered((present) => (samePart(present, part) ? present : part)),
    setCursor,
    setFocused,
    pin: (part, edits) => {
      setPinned(part);
      setCursor(cursorAt(shape, part));
      if (edits) setEditRequest((count) => count + 1);
    },
    unpin,
    editRequest,
  };
}

export function samePart(a: NetworkPart | null, b: NetworkPart | null): boolean {
  return partKey(a) === partKey(b);
}

/** One text for each part, and '' for none. */
export function partKey(part: NetworkPart | null): string {
  if (!part) return '';
  const { kind, column } = part;
  return kind === 'connection'
    ? `${kind} ${column} ${part.from} ${part.to}`
    : `${kind} ${column} ${part.unit}`;
}
