/** Puts a popover beside the control that opened it, inside the window; measures only the control, so that it can run before the popover is shown. */

const MARGIN_PX = 8;
const GAP_PX = 6;

/** Below `anchor` in the upper half of the window, above it in the lower half. `widthPx` is the width that the style sheet gives the popover. */
export function placePopover(anchor: Element, popover: HTMLElement, widthPx: number): void {
  const box = anchor.getBoundingClientRect();
  const viewWidth = document.documentElement.clientWidth;
  const viewHeight = document.documentElement.clientHeight;
  const width = Math.min(widthPx, viewWidth - 2 * MARGIN_PX);
  const left = Math.max(MARGIN_PX, Math.min(box.left, viewWidth - width - MARGIN_PX));
  const below = (box.top + box.bottom) / 2 < viewHeight / 2;
  popover.style.width = `${width}px`;
  popover.style.left = `${left}px`;
  popover.style.top = below ? `${box.bottom + GAP_PX}px` : 'auto';
  popover.style.bottom = below ? 'auto' : `${viewHeight - box.top + GAP_PX}px`;
}
