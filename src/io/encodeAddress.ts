/** Packs an experiment into the part of the address behind '#'. */
import { deflateSync, strToU8 } from 'fflate';
import type { Experiment } from '../domain/experiment';
import { ADDRESS_KEY, checksumOf } from './addressFormat';
import { encodeBase64Url } from './base64Url';

/** The hash without '#'. Equal experiments have equal addresses; any experiment within limits is far shorter than what `decodeAddress` reads. */
export function encodeAddress(experiment: Experiment): string {
  const json = strToU8(JSON.stringify(experiment));
  const packed = [...deflateSync(json, { level: 9 }), ...checksumOf(json)];
  return `${ADDRESS_KEY}=${encodeBase64Url(Uint8Array.from(packed))}`;
}
