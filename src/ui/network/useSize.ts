/** The size of an element in CSS pixels; 0 by 0 until it has been measured. */
import { useEffect, useState, type RefObject } from 'react';

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

export function useSize(target: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 });
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect;
      if (box) setSize({ widthPx: box.width, heightPx: box.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return size;
}
