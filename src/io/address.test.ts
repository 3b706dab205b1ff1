import { deflateSync, strToU8 } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment } from '../domain/experiment';
import { LIMITS } from '../domain/limits';
import { checksumOf, MAX_ENCODED_LENGTH, MAX_JSON_BYTES } from './addressFormat';
import { encodeBase64Url } from './base64Url';
import { decodeAddress } from './decodeAddress';
import { encodeAddress } from './encodeAddress';

const [network] = DEFAULT_EXPERIMENT.networks;
const [layer] = network?.hidden ?? [];
if (!network || !layer) throw new Error('the default experiment has a network with a hidden layer');

const pack = (text: string) =>
  `x1=${encodeBase64Url(Uint8Array.from([...deflateSync(strToU8(text)), ...checksumOf(strToU8(text))]))}`;
const UNREADABLE = { ok: false, problems: [{ code: 'unreadable', path: 'address' }] };

/** Experiments whose addresses differ much in length and bytes. */
const experiment: fc.Arbitrary<Experiment> = fc
  .record({
    noise: fc.double({ min: 0, max: 0.5, noNaN: true }).map(Math.abs),
    seed: fc.integer(LIMITS.seed),
    layers: fc.array(fc.record({ units: fc.integer(LIMITS.units), bias: fc.boolean() }), { maxLength: 8 }),
    networks: fc.integer(LIMITS.networks),
  })
  .map(({ noise, seed, layers, networks }) => ({
    ...DEFAULT_EXPERIMENT,
    data: { ...DEFAULT_EXPERIMENT.data, noise, seed },
    networks: Array.from({ length: networks }, (_, i) => ({
      ...network,
      seed: (seed + i * 12_345) % 2 ** 32,
      hidden: layers.map((entry) => ({ ...layer, ...entry })),
    })),
  }));

describe('the address', () => {
  test('brings the default experiment back, with and without #, in 700 characters or fewer', () => {
    const address = encodeAddress(DEFAULT_EXPERIMENT);
    expect(address).toMatch(/^x1=[A-Za-z0-9_-]+$/);
    expect(address.length).toBeLessThanOrEqual(700);
    expect(decodeAddress(address)).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
    expect(decodeAddress(`#${address}`)).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
  });

  test('brings every experiment back', () => {
    fc.assert(
      fc.property(experiment, (value) => {
        expect(decodeAddress(encodeAddress(value))).toEqual({ ok: true, value });
      }),
    );
  });

  test('refuses every single character that was changed on the way', () => {
    const address = encodeAddress(DEFAULT_EXPERIMENT);
    for (let at = 3; at < address.length; at++) {
      const changed = address.slice(0, at) + (address[at] === 'A' ? 'B' : 'A') + address.slice(at + 1);
      const result = decodeAddress(changed);
      if (result?.ok) expect(result.value).toEqual(DEFAULT_EXPERIMENT);
    }
  });

  test('opens one that was saved with the first release', () => {
    const saved =
      'x1=xVPLjtswDPwXno3CabcokFtR9Ac2aC-LPbA2YxNRJEOi81jD_96h4wQt0ENvexMlcmY4pCY6SS6aIm03FbVsTNuJDhpb2tIlZaooJi1C2_oDEgofhyCFtk91XZFl1rjrOS_Pn_EsgrrNXJHGYTTkvdBlA4zLR3oFktg55YNfT9Rr2wpocRyjeu5TRdyYntgWPROpiwjCh-uzhBEwHIYeAiEFFL-UUWR5lIr2Ob052J5DQRhTPnLQtxUJcRSUtzkNaTQA-JnPOMzV-9LDFVzBKyf8B33R7phw-n_yR2OYgZq6DskPvC6knOxH1D00AjXoUcHtozXM43Sb3m2OX_CcCnhAFzlfv2VEEg1tXFGaBkPxn-Clc6FwLEeN3TPbshf1JwA2vbRjQLymNikW42jIF2zg9fuQmh5UG9-rPYzA6vlOQUwTdBiA96hd7bxLn90PtqbfQYwjVJSlGwPnxwT-Lsx3YbX3Ku0y_ZdXn0WxNHi6rHLiGAL2nHMnoLpFaC9cd0i8ifJLwJxUYPtEpU_nnzAdX2mhvk9FS5PFFoXrlXu7a9hNQS8RsP5Rvl7UHV8FQNExJesXpnqefwP2oF8';
    expect(decodeAddress(saved)).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
  });

  test('is far within its limit for the largest experiment, all of whose numbers are long', () => {
    let digits = 1;
    const long = () => (digits = (digits * 16_807) % 2_147_483_647) / 2_147_483_647;
    const largest: Experiment = {
      ...DEFAULT_EXPERIMENT,
      networks: Array.from({ length: LIMITS.networks.max }, () => ({
        ...network,
        seed: Math.floor(long() * 2 ** 32),
        optimizer: {
          id: 'sgd',
          learningRate: 0.1 + long(),
          schedule: { id: 'step', everyEpochs: 3, factor: 0.01 + 0.9 * long() },
          clipping: { id: 'norm', limit: 1 + long() },
        },
        hidden: Array.from({ length: LIMITS.hiddenLayers.max }, () => ({
          ...layer,
          units: LIMITS.units.max,
          activation: { id: 'leakyRelu', alpha: long() },
        })),
        edits: Array.from({ length: LIMITS.edits.max }, (_, at) => ({
          parameter: 450 * at + 17,
          value: long(),
        })),
      })),
    };
    expect(encodeAddress(largest).length).toBeLessThan(MAX_ENCODED_LENGTH / 2);
    expect(decodeAddress(encodeAddress(largest))).toEqual({ ok: true, value: largest });
  });
});

describe('decodeAddress', () => {
  test.each([[''], ['#']])('finds no experiment in %j', (hash) => {
    expect(decodeAddress(hash)).toBeNull();
  });

  test.each([['about'], ['x1'], ['#&=&x=1'], ['X1=abc'], ['max1=abc']])(
    'calls %j unreadable, so that nobody takes the default for what they were sent',
    (hash) => {
      expect(decodeAddress(hash)).toEqual(UNREADABLE);
    },
  );

  test('finds the experiment among other entries', () => {
    const hash = `#lesson=3&${encodeAddress(DEFAULT_EXPERIMENT)}&y=1`;
    expect(decodeAddress(hash)).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
  });

  test('says so when the address was packed in a later way', () => {
    expect(decodeAddress('#x2=abc')).toEqual({
      ok: false,
      problems: [{ code: 'unknownVersion', path: 'address', value: 2 }],
    });
  });

  test.each([
    ['nothing', 'x1='],
    ['letters that are not base64url', 'x1=ab+/'],
    ['a length that base64 cannot have', 'x1=abcde'],
    ['no deflate data', 'x1=____'],
    ['no JSON', pack('{"version":')],
    ['no UTF-8', `x1=${encodeBase64Url(deflateSync(Uint8Array.of(34, 0xff, 34)))}`],
    ['an address cut short', encodeAddress(DEFAULT_EXPERIMENT).slice(0, -40)],
    ['more characters than are read', `x1=${'A'.repeat(MAX_ENCODED_LENGTH + 1)}`],
  ])('finds this unreadable: %s', (_, hash) => {
    expect(decodeAddress(hash)).toEqual(UNREADABLE);
  });

  test('reads JSON up to its limit and not a byte more', () => {
    const text = JSON.stringify(DEFAULT_EXPERIMENT);
    expect(decodeAddress(pack(text.padEnd(MAX_JSON_BYTES)))).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
    expect(decodeAddress(pack(text.padEnd(MAX_JSON_BYTES + 1)))).toEqual(UNREADABLE);
  });

  test('hands on what the parser finds wrong', () => {
    const wrong = { ...DEFAULT_EXPERIMENT, data: { ...DEFAULT_EXPERIMENT.data, noise: 9 } };
    expect(decodeAddress(encodeAddress(wrong))).toEqual({
      ok: false,
      problems: [{ code: 'outOfRange', path: 'data.noise', value: 9, min: 0, max: 0.5 }],
    });
    expect(decodeAddress(pack('{"version":7}'))).toEqual({
      ok: false,
      problems: [{ code: 'unknownVersion', path: 'version', value: 7 }],
    });
  });

  test('survives JSON nested as deeply as its limit lets it be', () => {
    const depth = 130_000;
    const result = decodeAddress(pack('['.repeat(depth) + ']'.repeat(depth)));
    expect(result?.ok).toBe(false);
  });

  test('never throws for a damaged address, and then gives a sound experiment or problems', () => {
    const address = encodeAddress(DEFAULT_EXPERIMENT);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(address.length - 1), fc.string({ maxLength: 3 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (damages) => {
          let damaged = address;
          for (const [at, text] of damages) damaged = damaged.slice(0, at) + text + damaged.slice(at + 1);
          const result = decodeAddress(damaged);
          if (result?.ok) expect(decodeAddress(encodeAddress(result.value))).toEqual(result);
          else expect(result === null || result.problems.length > 0).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(decodeAddress(hash)?.ok).not.toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(decodeAddress(`x1=${encodeBase64Url(bytes)}`)?.ok).toBe(false);
      }),
    );
  });
});
