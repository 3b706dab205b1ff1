/** Lends out WebAssembly memories and takes them back. A browser has room for about a hundred at a time and frees them late, so they are used again. */

const PAGE_BYTES = 65_536;
/** Idle memories that are kept, and the most bytes that one of them may have. */
const MAX_IDLE = 4;
const MAX_IDLE_BYTES = 8 * 1024 * 1024;

const idle: WebAssembly.Memory[] = [];
const counts = { created: 0, lent: 0 };

/** A memory of at least `bytes` bytes, all zero in its first `bytes`. Throws RangeError where there is no room for it. */
export function acquireMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  const memory = idle.pop() ?? createMemory(pages);
  const missing = pages - memory.buffer.byteLength / PAGE_BYTES;
  if (missing > 0) memory.grow(missing);
  new Uint8Array(memory.buffer, 0, bytes).fill(0);
  counts.lent += 1;
  return memory;
}

/** Gives a memory back; nobody may use it, or a kernel on it, from then on. */
export function releaseMemory(memory: WebAssembly.Memory): void {
  counts.lent -= 1;
  if (idle.length < MAX_IDLE && memory.buffer.byteLength <= MAX_IDLE_BYTES) idle.push(memory);
}

/** How many memories were ever made and how many are lent out; for tests of what is freed. */
export const countMemories = (): Readonly<typeof counts> => ({ ...counts });

function createMemory(pages: number): WebAssembly.Memory {
  counts.created += 1;
  return new WebAssembly.Memory({ initial: pages });
}
