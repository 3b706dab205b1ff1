/** Brings bytes back from the GPU through a few mapped buffers that are used again; allocates what is asked for and frees it all at the end. */

const MAX_KEPT = 2;

export interface ReadBack {
  /**
   * The bytes that `encode` has copied into the buffer it is given, from 0 to `bytes`; whatever else it encodes goes in the same submit.
   * Rejects where the device is lost or the read-back disposed meanwhile.
   */
  fetch(bytes: number, encode: (encoder: GPUCommandEncoder, target: GPUBuffer) => void): Promise<ArrayBuffer>;
  dispose(): void;
}

export function createReadBack(device: GPUDevice): ReadBack {
  const idle: GPUBuffer[] = [];
  const busy = new Set<GPUBuffer>();
  let isDisposed = false;

  function take(bytes: number): GPUBuffer {
    const at = idle.findIndex(({ size }) => size >= bytes);
    const [known] = at < 0 ? [] : idle.splice(at, 1);
    const buffer =
      known ??
      device.createBuffer({
        size: Math.ceil(bytes / 1024) * 1024,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
    busy.add(buffer);
    return buffer;
  }

  function giveBack(buffer: GPUBuffer): void {
    busy.delete(buffer);
    idle.push(buffer);
    while (idle.length > MAX_KEPT) idle.shift()?.destroy();
  }

  return {
    fetch: async (bytes, encode) => {
      if (isDisposed) throw new Error('the trainer is disposed');
      const buffer = take(bytes);
      const encoder = device.createCommandEncoder();
      encode(encoder, buffer);
      device.queue.submit([encoder.finish()]);
      try {
        await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
      } catch (error) {
        busy.delete(buffer);
        buffer.destroy();
        throw error;
      }
      // The mapped memory is the buffer's: unmapping takes it away.
      const copy = buffer.getMappedRange(0, bytes).slice(0);
      buffer.unmap();
      giveBack(buffer);
      return copy;
    },
    dispose: () => {
      isDisposed = true;
      for (const buffer of [...idle, ...busy]) buffer.destroy();
      idle.length = 0;
      busy.clear();
    },
  };
}
