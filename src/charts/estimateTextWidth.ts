/** How wide a text will be, by arithmetic: geometry stays free of the DOM and never forces a layout. Errs on the wide side. */

/** CSS pixels. Latin letters count 0.6 em, narrow ones 0.36, Hangul and other wide signs 1 em. */
export function estimateTextWidth(text: string, fontSizePx: number): number {
  let widthEm = 0;
  for (const sign of text) {
    if (sign > '\u1100' && !(sign >= '\u2000' && sign <= '\u22ff')) widthEm += 1;
    else if ('iljtf.,:;|! \u00b7'.includes(sign)) widthEm += 0.36;
    else if ('mwMW%'.includes(sign)) widthEm += 0.9;
    else widthEm += 0.62;
  }
  return widthEm * fontSizePx;
}
