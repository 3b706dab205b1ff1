/** A small square picture inside a control, which names it; drawn again when its size, the theme or what it shows changes. */
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ChartSize } from '../charts/chartTypes';
import { useSettings } from './AppContext';
import { readChartTheme, useThemeName, type ChartTheme } from './chartTheme';

export interface SmallCanvasProps {
  readonly draw: (canvas: HTMLCanvasElement, size: ChartSize, theme: ChartTheme) => void;
  /** Changes where the picture shows something else now. */
  readonly shown?: string;
}

const MAX_PIXEL_RATIO = 3;

export function SmallCanvas({ draw, shown = '' }: SmallCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  const language = useSettings((settings) => settings.language);
  const paint = useEffectEvent(() => {
    const element = canvas.current;
    const side = element?.clientWidth ?? 0;
    if (!element || side === 0) return;
    const pixelRatio = Math.min(window.devicePixelRatio || 1, MAX_PIXEL_RATIO);
    draw(element, { widthPx: side, heightPx: side, pixelRatio }, readChartTheme(language));
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => paint());
    observer.observe(element);
    return () => observer.disconnect();
  }, [theme, shown]);
  return <canvas ref={canvas} className="small-canvas" aria-hidden="true" />;
}
