import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSnapshot } from './decodeSnapshot';
import { encodeSnapshot } from './encodeSnapshot';
import { TRAINER_STATES } from './messages';
import type { NetworkSnapshot, Snapshot } from './snapshot';
import { SNAPSHOT_LIMITS } from './snapshotLayout';

const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const figure = fc.double();
const metrics = fc.record({
  epoch: count,
  step: count,
  samples: count,
  seconds: figure,
  loss: figure,
  accuracy: figure,
  valLoss: figure,
  valAccuracy: figure,
});
const floats = (length: number) => fc.float32Array({ minLength: length, maxLength: length });

const network: fc.Arbitrary<NetworkSnapshot> = fc
  .record({
    boundarySize: fc.nat({ max: 12 }),
    mapSize: fc.nat({ max: 5 }),
    units: fc.nat({ max: 4 }),
    parameterCount: fc.nat({ max: 40 }),
  })
  .chain(({ boundarySize, mapSize, units, parameterCount }) =>
    fc.record({
      epoch: count,
      step: count,
      stepInEpoch: count,
      stepsPerEpoch: count,
      metrics,
      rows: fc.array(metrics, { maxLength: 5 }),
      parameters: floats(parameterCount),
      boundary: floats(boundarySize ** 2),
      boundarySize: fc.constant(boundarySize),
      maps: floats(units * mapSize ** 2),
      mapSize: fc.constant(mapSize),
    }),
  );

const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  revision: count,
  run: count,
  trainer: fc.constantFrom(...TRAINER_STATES),
  stepsPerSecond: figure,
  networks: fc.array(network, { maxLength: 4 }),
});

const SMALL: Snapshot = {
  revision: 3,
  run: 2,
  trainer: 'training',
  stepsPerSecond: 120,
  networks: [
    {
      epoch: 1,
      step: 20,
      stepInEpoch: 0,
      stepsPerEpoch: 20,
      metrics: {
        epoch: 1,
        step: 20,
        samples: 200,
        seconds: 0.1,
        loss: 1,
        accuracy: 0,
        valLoss: 2,
        valAccuracy: 1,
      },
      rows: [],
      parameters: Float32Array.of(1, 2, 3),
      boundary: new Float32Array(4),
      boundarySize: 2,
      maps: new Float32Array(9),
      mapSize: 3,
    },
  ],
};
const onlyNetwork = (change: Partial<NetworkSnapshot>): Snapshot => ({
  ...SMALL,
  networks: SMALL.networks.map((one) => ({ ...one, ...change })),
});

test('What is packed is read back number for number, NaN, -0 and infinities included.', () => {
  fc.assert(
    fc.property(snapshot, (packed) => {
      expect(decodeSnapshot(encodeSnapshot(packed))).toEqual(packed);
    }),
    { numRuns: 300 },
  );
});

test('Reading copies no array: each is a view of the one buffer.', () => {
  const buffer = encodeSnapshot(SMALL);
  for (const { parameters, boundary, maps } of decodeSnapshot(buffer).networks)
    for (const array of [parameters, boundary, maps]) expect(array.buffer).toBe(buffer);
});

test('A buffer that is cut off, too long, or no snapshot is refused.', () => {
  const buffer = encodeSnapshot(SMALL);
  for (let length = 0; length < buffer.byteLength; length += 4)
    expect(() => decodeSnapshot(buffer.slice(0, length))).toThrow(RangeError);
  const longer = new ArrayBuffer(buffer.byteLength + 4);
  new Uint8Array(longer).set(new Uint8Array(buffer));
  expect(() => decodeSnapshot(longer)).toThrow(RangeError);
  expect(() => decodeSnapshot(new ArrayBuffer(buffer.byteLength))).toThrow('not a snapshot');
});

test('A buffer with any one of its counts changed is refused or read within its bounds.', () => {
  const buffer = encodeSnapshot(SMALL);
  fc.assert(
    fc.property(fc.nat({ max: 25 }), fc.double(), (at, value) => {
      const changed = buffer.slice(0);
      new Float64Array(changed, 0, 26)[at] = value;
      try {
        for (const { maps, mapSize } of decodeSnapshot(changed).networks)
          expect(mapSize === 0 ? maps.length : maps.length % mapSize ** 2).toBe(0);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});

test('Arrays that contradict their sizes, and more than the limits, are not packed.', () => {
  expect(() => encodeSnapshot(onlyNetwork({ boundarySize: 3 }))).toThrow(RangeError);
  expect(() => encodeSnapshot(onlyNetwork({ mapSize: 2 }))).toThrow(RangeError);
  expect(() => encodeSnapshot(onlyNetwork({ mapSize: 0 }))).toThrow(RangeError);
  const [metrics] = SMALL.networks.map((one) => one.metrics);
  if (!metrics) throw new Error('no metrics');
  const rows = Array.from({ length: SNAPSHOT_LIMITS.rows + 1 }, () => metrics);
  expect(() => encodeSnapshot(onlyNetwork({ rows }))).toThrow('too many rows');
});
