/** The network: the headers of its columns, the drawing below, which shares their columns, and the read-out of the part that is pointed at. */
import { useEffect, useId, useMemo, useRef, type CSSProperties } from 'react';
import { readableHeightPx } from '../charts/layoutNetwork';
import { useExperiment, useServices, useTranslate } from './AppContext';
import { LayerHeaders } from './network/LayerHeaders';
import { NetworkChart } from './network/NetworkChart';
import { PartReadout } from './network/PartReadout';
import { boxOfPart, placeNetwork } from './network/placeNetwork';
import { useColumnsInSight } from './network/useColumnsInSight';
import { usePointedPart } from './network/usePointedPart';
import { useSize } from './network/useSize';

/** Points of all neurons' maps together in one snapshot, and the sizes between which a map's side is chosen. */
const MAP_BUDGET = 300_000;
const MAP_SIDE = { min: 10, max: 50 } as const;
const BOUNDARY_SIZE = 100;
/** A tile smaller than this is enlarged in the read-out; and on a phone, where the large picture of the output is out of sight, every tile. */
const READABLE_TILE_PX = 40;
const PHONE_WIDTH_PX = 760;
const LEAST_HEIGHT_PX = 150;

export function NetworkPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { run } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const pointed = usePointedPart(experiment, index);
  const section = useRef<HTMLElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const stop = useRef<HTMLDivElement>(null);
  const keysId = useId();
  const overlay = useRef<HTMLDivElement>(null);
  const size = useSize(overlay);
  const { units } = pointed.shape;
  const place = useMemo(() => placeNetwork(units, { ...size, pixelRatio: 1 }), [units, size]);

  const hiddenUnits = units.slice(1, -1).reduce((sum, units) => sum + units, 0);
  useEffect(() => {
    const side = Math.floor(Math.sqrt(MAP_BUDGET / Math.max(1, hiddenUnits)));
    run.setDetail({
      boundarySize: BOUNDARY_SIZE,
      mapSize: Math.max(MAP_SIDE.min, Math.min(MAP_SIDE.max, side)),
    });
  }, [run, hiddenUnits]);

  const scroller = useRef<HTMLDivElement>(null);
  const inSight = useColumnsInSight(scroller, size.widthPx, units.length);

  // A low panel is scrolled rather than its tiles made too small to be read.
  const minHeightPx = Math.max(LEAST_HEIGHT_PX, readableHeightPx(units, size.widthPx / units.length));
  const { pinned, unpin } = pointed;
  useEffect(() => {
    if (!pinned) return;
    const isOutside = (target: EventTarget | null) =>
      !(
        target instanceof Element &&
        section.current?.contains(target) &&
        target.closest('.readout, .network-canvas')
      );
    // After a field has lost the focus, so that what was typed counts.
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.isConnected && isOutside(event.target)) unpin();
    };
    const onFocusIn = (event: FocusEvent) => {
      if (isOutside(event.target)) unpin();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) unpin();
    };
    document.addEventListener('click', onClick);
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [pinned, unpin]);

  // One read-out at a time: what is held open stays while the pointer passes over other parts.
  const readOut = pinned ?? pointed.shown;
  const tile =
    readOut && readOut.kind !== 'connection' ? boxOfPart(place, { ...readOut, kind: 'unit' }) : null;
  const tilePx = tile?.widthPx ?? Infinity;
  // Custom properties are not in CSSProperties.
  const columnCount = { '--columns': units.length } as CSSProperties;
  return (
    <section ref={section} className="network" aria-label={t('region.network')}>
      <div ref={scroller} className="network-scroll">
        <div className="network-inner" style={columnCount}>
          <LayerHeaders network={index} />
          <NetworkChart
            network={index}
            experiment={experiment}
            pointed={pointed}
            readOut={readOut}
            overlay={overlay}
            place={place}
            minHeightPx={minHeightPx}
            inSight={inSight}
            anchor={anchor}
            stop={stop}
            keysId={keysId}
          />
        </div>
      </div>
      <p id={keysId} hidden>
        {t('alt.networkKeys')}
      </p>
      {readOut ? (
        <PartReadout
          network={index}
          experiment={experiment}
          part={readOut}
          isPinned={pinned !== null}
          isByKey={pointed.hovered === null}
          showsMap={tilePx < READABLE_TILE_PX || window.innerWidth < PHONE_WIDTH_PX}
          editRequest={pointed.editRequest}
          anchor={anchor}
          onClose={(byKey) => {
            unpin();
            if (byKey) stop.current?.focus();
          }}
        />
      ) : null}
    </section>
  );
}
