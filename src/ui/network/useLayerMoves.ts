/** Moving hidden layers: by dragging a handle, by Alt and an arrow key, or held with Enter and moved by arrow keys. Says what happens in words. */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useExperiment, useTranslate } from '../AppContext';
import { moveLayer } from './editLayers';

/** How near to an edge of the scrolled row a drag moves the row along, and how far at a time. */
const EDGE_PX = 36;
const EDGE_STEP_PX = 14;
/** Less than this is a click. */
const DRAG_START_PX = 4;

export interface LayerDrag {
  readonly from: number;
  readonly to: number;
  /** How far the pointer has gone to the right. */
  readonly offsetPx: number;
}

export interface LayerMoves {
  /** The layer that the keyboard holds, and where it was. */
  readonly held: { readonly from: number; readonly at: number } | null;
  readonly drag: LayerDrag | null;
  /** What happened last, for a live region. */
  readonly message: string;
  readonly say: (message: string) => void;
  /** Properties of the handle of hidden layer `layer`. */
  readonly handleProps: (layer: number) => {
    readonly ref: (element: HTMLButtonElement | null) => void;
    readonly 'aria-pressed': boolean;
    readonly onClick: () => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent<HTMLButtonElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLButtonElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/** `count` is the number of hidden layers; a row of headers has a column more on each side. */
export function useLayerMoves(index: number, count: number): LayerMoves {
  const t = useTranslate();
  const change = useExperiment((state) => state.change);
  const [held, setHeld] = useState<LayerMoves['held']>(null);
  const [drag, setDrag] = useState<LayerDrag | null>(null);
  const [message, say] = useState('');
  const handles = useRef<(HTMLButtonElement | null)[]>([]);
  const focusOn = useRef<number | null>(null);
  const pressed = useRef<{ readonly layer: number; readonly xPx: number; readonly scrollPx: number } | null>(
    null,
  );
  /** A drag ends with a click on the handle, which is none. */
  const swallowsClick = useRef(false);

  // The handles stay with their places, and the focus goes with the layer.
  useLayoutEffect(() => {
    if (focusOn.current === null) return;
    handles.current[focusOn.current]?.focus();
    focusOn.current = null;
  });

  const words = (layer: number) => ({ number: layer + 1, count });
  const move = (from: number, to: number, how: 'live' | 'commit'): void => {
    change(moveLayer(index, from, to), how);
    focusOn.current = to;
  };
  const setDown = (at: number): void => {
    change((experiment) => experiment, 'commit');
    setHeld(null);
    say(t('network.layerDropped', words(at)));
  };

  const onKeyDown = (layer: number) => (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const to = Math.max(0, Math.min(count - 1, layer + by));
    if (by !== 0 && (held !== null || event.altKey)) {
      event.preventDefault();
      if (to !== layer) move(layer, to, held ? 'live' : 'commit');
      if (held) setHeld({ from: held.from, at: to });
      say(t('network.layerMoved', words(to)));
    } else if (event.key === 'Escape' && held) {
      event.preventDefault();
      if (held.from !== layer) move(layer, held.from, 'live');
      setHeld(null);
      say(t('network.layerPutBack', words(held.from)));
    } else if (event.key === 'Escape' && drag) {
      event.preventDefault();
      pressed.current = null;
      setDrag(null);
    }
  };

  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    const start = pressed.current;
    const row = event.currentTarget.closest<HTMLElement>('.network-headers');
    const scroller = event.currentTarget.closest<HTMLElement>('.network-scroll');
    if (!start || !row || !scroller) return;
    const view = scroller.getBoundingClientRect();
    if (drag && event.clientX < view.left + EDGE_PX) scroller.scrollLeft -= EDGE_STEP_PX;
    if (drag && event.clientX > view.right - EDGE_PX) scroller.scrollLeft += EDGE_STEP_PX;
    const offsetPx = event.clientX - start.xPx + scroller.scrollLeft - start.scrollPx;
    if (!drag && Math.abs(offsetPx) < DRAG_START_PX) return;
    const box = row.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * (count + 2));
    setDrag({ from: start.layer, to: Math.max(0, Math.min(count - 1, column - 1)), offsetPx });
  };

  return {
    held,
    drag,
    message,
    say,
    handleProps: (layer) => ({
      ref: (element) => {
        handles.current[layer] = element;
      },
      'aria-pressed': held?.at === layer,
      onClick: () => {
        if (swallowsClick.current) {
          swallowsClick.current = false;
          return;
        }
        if (held) {
          setDown(held.at);
          return;
        }
        setHeld({ from: layer, at: layer });
        say(t('network.layerGrabbed', words(layer)));
      },
      onBlur: () => {
        // Moving the layer moves the focus to the handle of its new place.
        if (held && focusOn.current === null) setDown(held.at);
      },
      onKeyDown: onKeyDown(layer),
      onPointerDown: (event) => {
        if (event.button !== 0 || held) return;
        swallowsClick.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
        const scrollPx = event.currentTarget.closest('.network-scroll')?.scrollLeft ?? 0;
        pressed.current = { layer, xPx: event.clientX, scrollPx };
      },
      onPointerMove,
      onPointerUp: () => {
        pressed.current = null;
        if (!drag) return;
        swallowsClick.current = true;
        setDrag(null);
        if (drag.to === drag.from) return;
        move(drag.from, drag.to, 'commit');
        say(t('network.layerDropped', words(drag.to)));
      },
      onPointerCancel: () => {
        pressed.current = null;
        setDrag(null);
      },
    }),
  };
}
