/** Reads the experiment in the part of the address behind '#'; trusts nothing in it. */
import type { Experiment } from '../domain/experiment';
import { parseExperiment } from '../domain/parseExperiment';
import type { Problem, Result } from '../domain/result';
import { ADDRESS_KEY, CHECKSUM_BYTES, checksumOf, MAX_ENCODED_LENGTH, MAX_JSON_BYTES } from './addressFormat';
import { decodeBase64Url } from './base64Url';
import { inflateBounded } from './inflateBounded';
import { migrateExperiment } from './migrateExperiment';

/**
 * The experiment of `hash` (with or without '#'), or what is wrong with it; null where the hash is empty. Path `address` stands for the packing as a whole:
 * `unreadable` where it is damaged, cut short, too long or something else altogether, `unknownVersion` where it is packed in a way that came later.
 */
export function decodeAddress(hash: string): Result<Experiment> | null {
  const text = hash.replace(/^#/, '');
  if (text === '') return null;
  const entry = text.split('&').find((part) => /^x\d+=/.test(part));
  if (entry === undefined) return failed({ code: 'unreadable', path: 'address' });
  const [key = '', encoded = ''] = entry.split('=', 2);
  if (key !== ADDRESS_KEY)
    return failed({ code: 'unknownVersion', path: 'address', value: Number(key.slice(1)) });
  const document = unpack(encoded);
  if (document === undefined) return failed({ code: 'unreadable', path: 'address' });
  return parseExperiment(migrateExperiment(document));
}

const failed = (problem: Problem): Result<Experiment> => ({ ok: false, problems: [problem] });

/** The JSON value that was packed, or undefined where there is none to be had. */
function unpack(encoded: string): unknown {
  if (encoded.length > MAX_ENCODED_LENGTH) return undefined;
  const packed = decodeBase64Url(encoded);
  if (!packed) return undefined;
  try {
    const bytes = inflateBounded(packed.subarray(0, -CHECKSUM_BYTES), MAX_JSON_BYTES);
    const stated = packed.subarray(-CHECKSUM_BYTES);
    if (!checksumOf(bytes).every((byte, i) => byte === stated[i])) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
