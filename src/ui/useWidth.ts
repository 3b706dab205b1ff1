/** The width of an element in CSS pixels, rounded; 0 until it has been measured. */
import { useEffect, useState, type RefObject } from 'react';

export function useWidth(target: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect;
      if (box) setWidthPx(Math.round(box.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return widthPx;
}
