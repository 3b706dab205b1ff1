/** Which columns of a row that scrolls sideways are in sight; changes only when a column comes or goes. */
import { useEffect, useMemo, useState, type RefObject } from 'react';
import type { ColumnRange } from '../../charts/chartTypes';

/** `widthPx` is the width of all `count` columns together. */
export function useColumnsInSight(
  scroller: RefObject<HTMLElement | null>,
  widthPx: number,
  count: number,
): ColumnRange {
  const [{ first, last }, setRange] = useState<ColumnRange>({ first: 0, last: count - 1 });
  useEffect(() => {
    const element = scroller.current;
    if (!element || widthPx === 0) return;
    const look = () => setRange((present) => sameOr(present, rangeOf(element, widthPx / count, count)));
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, widthPx, count]);
  return useMemo(() => ({ first, last }), [first, last]);
}

function rangeOf(element: HTMLElement, columnPx: number, count: number): ColumnRange {
  const { scrollLeft, clientWidth } = element;
  return {
    first: Math.max(0, Math.floor(scrollLeft / columnPx)),
    last: Math.min(count - 1, Math.floor((scrollLeft + clientWidth) / columnPx)),
  };
}

const sameOr = (present: ColumnRange, next: ColumnRange): ColumnRange =>
  present.first === next.first && present.last === next.last ? present : next;
