/** The one place where React and charts meet: it gives a chart its surface, size and theme and says when to draw. Knows no chart. */
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type HTMLAttributes,
  type ReactNode,
} from 'react';
import type { ChartSize } from '../charts/chartTypes';
import { useServices, useSettings } from './AppContext';
import { readChartTheme, useThemeName, type ChartTheme } from './chartTheme';
import { useFrame } from './useFrame';

interface CommonProps extends Omit<HTMLAttributes<HTMLDivElement>, 'aria-label' | 'role' | 'children'> {
  /** Becomes `data-chart`. */
  readonly name: string;
  /** Index of the network shown, becomes `data-network`; left out where the chart shows none. */
  readonly network?: number;
  /** The text alternative: states the present finding in words. */
  readonly label: string;
  /** `group` where parts inside can be focused. */
  readonly role?: 'img' | 'group';
  /** Width to height; the height follows the width. */
  readonly aspect?: number;
  /** A fixed height, in CSS pixels; without it and without `aspect` the chart fills its container. */
  readonly heightPx?: number;
  /** Any value that changes when the chart has to be drawn again for another reason than a new snapshot, size or theme. */
  readonly dirtyKey?: unknown;
  /** False for charts that show nothing of a snapshot; they are not drawn again for one. */
  readonly live?: boolean;
  /** Overlays: read-outs, parts to focus. */
  readonly children?: ReactNode;
}

/** `draw` is called in the frame loop, never during rendering; the newest one counts. A canvas comes as it is: `prepareCanvas` gives it its device size. */
export type ChartHostProps = CommonProps &
  (
    | {
        readonly kind: 'canvas';
        readonly draw: (target: HTMLCanvasElement, size: ChartSize, theme: ChartTheme) => void;
      }
    | {
        readonly kind: 'svg';
        readonly draw: (target: SVGSVGElement, size: ChartSize, theme: ChartTheme) => void;
      }
  );

/** A denser picture than this costs time that no eye repays. */
const MAX_PIXEL_RATIO = 3;
const SURFACE_STYLE: CSSProperties = {
  position: 'absolute',
  inset: 0,
  width: '100%',
  height: '100%',
  display: 'block',
};

export function ChartHost(props: ChartHostProps): ReactNode {
  const { kind, draw, name, network, label, role = 'img', aspect, heightPx, dirtyKey, live = true } = props;
  const { children, style, ...rest } = omitOwn(props);
  const { snapshots } = useServices();
  const language = useSettings((settings) => settings.language);
  const theme = useThemeName();
  const hostRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const svgRef = useRef<SVGSVGElement>(null);
  const sizeRef = useRef({ widthPx: 0, heightPx: 0 });
  const isOnScreenRef = useRef(false);
  const isDirtyRef = useRef(true);

  const requestFrame = useFrame(() => {
    const { widthPx, heightPx: measuredHeightPx } = sizeRef.current;
    if (!isDirtyRef.current || !isOnScreenRef.current || widthPx < 1 || measuredHeightPx < 1) return;
    isDirtyRef.current = false;
    const pixelRatio = Math.min(window.devicePixelRatio || 1, MAX_PIXEL_RATIO);
    const size: ChartSize = { widthPx, heightPx: measuredHeightPx, pixelRatio };
    const chartTheme = readChartTheme(language);
    if (kind === 'canvas' && canvasRef.current) {
      draw(canvasRef.current, size, chartTheme);
    } else if (kind === 'svg' && svgRef.current) {
      draw(svgRef.current, size, chartTheme);
    }
  });

  const markDirty = useCallback(() => {
    isDirtyRef.current = true;
    if (isOnScreenRef.current) requestFrame();
  }, [requestFrame]);

  useLayoutEffect(markDirty, [markDirty, dirtyKey, theme, language, kind, network]);

  useEffect(() => (live ? snapshots.subscribe(markDirty) : undefined), [live, snapshots, markDirty]);

  useEffect(() => {
    const host = hostRef.current;
    if (!host) return;
    const sizes = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect;
      if (!box) return;
      sizeRef.current = { widthPx: box.width, heightPx: box.height };
      markDirty();
    });
    const views = new IntersectionObserver((entries) => {
      isOnScreenRef.current = entries.at(-1)?.isIntersecting ?? false;
      if (isOnScreenRef.current && isDirtyRef.current) requestFrame();
    });
    sizes.observe(host);
    views.observe(host);
    const stopWatching = watchPixelRatio(markDirty);
    return () => {
      sizes.disconnect();
      views.disconnect();
      stopWatching();
    };
  }, [markDirty, requestFrame]);

  const hostStyle: CSSProperties = {
    position: 'relative',
    ...(aspect === undefined ? {} : { aspectRatio: String(aspect) }),
    ...(heightPx === undefined ? {} : { height: `${heightPx}px` }),
    ...style,
  };
  return (
    <div
      {...rest}
      ref={hostRef}
      style={hostStyle}
      role={role}
      aria-label={label}
      data-chart={name}
      data-network={network}
    >
      {kind === 'canvas' ? (
        <canvas ref={canvasRef} style={SURFACE_STYLE} aria-hidden="true" />
      ) : (
        <svg ref={svgRef} style={SURFACE_STYLE} aria-hidden="true" focusable="false" />
      )}
      {children}
    </div>
  );
}

/** What is left for the host's element: event handlers, class, tabIndex. */
function omitOwn(props: ChartHostProps): HTMLAttributes<HTMLDivElement> {
  const { kind, draw, name, network, label, role, aspect, heightPx, dirtyKey, live, ...rest } = props;
  void [kind, draw, name, network, label, role, aspect, heightPx, dirtyKey, live];
  return rest;
}

/** Zooming, or a move to another screen, changes the ratio without changing any size. */
function watchPixelRatio(listener: () => void): () => void {
  let query: MediaQueryList;
  const watch = (): void => {
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true });
  };
  const changed = (): void => {
    watch();
    listener();
  };
  watch();
  return () => query.removeEventListener('change', changed);
}
