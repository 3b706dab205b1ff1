/** Memories are used again, clean, and grow when more is wanted. */
import { describe, expect, it } from 'vitest';
import { acquireMemory, countMemories, releaseMemory } from './memoryPool';

describe('the memory pool', () => {
  it('hands a returned memory out again with what was asked for set to 0', () => {
    const memory = acquireMemory(1000);
    new Uint8Array(memory.buffer).fill(7);
    releaseMemory(memory);
    const { created } = countMemories();
    const again = acquireMemory(2000);
    expect(again).toBe(memory);
    expect(new Uint8Array(again.buffer, 0, 2000).every((byte) => byte === 0)).toBe(true);
    expect(countMemories().created).toBe(created);
    releaseMemory(again);
  });

  it('lets a memory grow and makes new ones only for trainers that live at the same time', () => {
    const first = acquireMemory(10);
    const second = acquireMemory(10);
    expect(second).not.toBe(first);
    releaseMemory(first);
    const { created } = countMemories();
    const large = acquireMemory(300_000);
    expect(large.buffer.byteLength).toBeGreaterThanOrEqual(300_000);
    expect(countMemories().created).toBe(created);
    releaseMemory(large);
    releaseMemory(second);
    expect(countMemories().lent).toBe(0);
  });
});
