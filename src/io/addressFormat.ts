/** What the two sides of the address agree on. */

/** `x` and the number of the way in which the document is packed: 1 is JSON, deflated (raw), then `checksumOf` the JSON, in base64url without padding. */
export const ADDRESS_KEY = 'x1';

/** Longest packed document that is read, in characters. */
export const MAX_ENCODED_LENGTH = 32_768;

/** Largest document that is unpacked, in bytes of JSON. */
export const MAX_JSON_BYTES = 262_144;

export const CHECKSUM_BYTES = 3;

/**
 * The upper 24 bits of the JSON's FNV-1a hash. Deflate alone lets some damage pass, which would silently replay another run; with it about one damaged address
 * in 16 million does.
 */
export function checksumOf(json: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of json) hash = Math.imul(hash ^ byte, 0x01000193);
  return Uint8Array.of(hash >>> 24, hash >>> 16, hash >>> 8);
}
