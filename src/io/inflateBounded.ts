/** Unpacks raw deflate data up to a size, and stops while unpacking where the data would grow past it. */
import { Inflate } from 'fflate';

/** Deflate grows data by at most a factor of 1032, so a piece of this size unpacks to at most 264 KiB at a time. */
const PIECE_BYTES = 256;

/** The unpacked bytes; throws where the data are damaged, cut short, or unpack to more than `maxBytes`. */
export function inflateBounded(packed: Uint8Array, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((part) => {
    total += part.length;
    if (total > maxBytes) throw new RangeError(`the data unpack to more than ${maxBytes} bytes`);
    parts.push(part);
  });
  for (let from = 0; from < packed.length || from === 0; from += PIECE_BYTES)
    inflate.push(packed.subarray(from, from + PIECE_BYTES), from + PIECE_BYTES >= packed.length);
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
