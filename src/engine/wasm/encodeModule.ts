/** Writes WebAssembly modules as bytes (the binary format of WebAssembly 2.0, chapter 5); knows nothing of what they compute. */
import { ByteWriter } from './byteWriter';

/** Value types by their byte. */
const VALUE_TYPE = { i32: 0x7f, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPE;

export interface WasmFunction {
  /** The name it is exported under. */
  readonly name: string;
  readonly params: readonly ValueType[];
  /** Types of the locals after the parameters, in order. */
  readonly locals: readonly ValueType[];
  /** Instructions without the final `end`; the function returns nothing. */
  readonly body: Uint8Array;
}

export interface WasmModule {
  readonly functions: readonly WasmFunction[];
  /** Written to memory when the module is instantiated. */
  readonly data: { readonly address: number; readonly bytes: Uint8Array };
}

/** What a module imports: one memory, of at least a page. */
export const MEMORY_IMPORT = { module: 'engine', name: 'memory' } as const;

const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10, data: 11 } as const;
/** `\0asm` and version 1. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const FUNCTION_TYPE = 0x60;
const KIND = { function: 0x00, memory: 0x02 } as const;
const I32_CONST = 0x41;
const END = 0x0b;

/** The module's bytes, for `WebAssembly.compile`. Does not check the instructions: compiling does. */
export function encodeModule({ functions, data }: WasmModule): Uint8Array<ArrayBuffer> {
  const module = new ByteWriter().raw(HEADER);
  const section = (id: number, items: number, write: (content: ByteWriter) => void): void => {
    const content = new ByteWriter().unsigned(items);
    write(content);
    module.byte(id).sized(content.finish());
  };
  section(SECTION.type, functions.length, (content) => {
    for (const { params } of functions) writeTypes(content.byte(FUNCTION_TYPE), params).unsigned(0);
  });
  section(SECTION.import, 1, (content) => {
    // At least one page, no upper limit.
    content.text(MEMORY_IMPORT.module).text(MEMORY_IMPORT.name).byte(KIND.memory).byte(0).unsigned(1);
  });
  section(SECTION.function, functions.length, (content) => {
    functions.forEach((_, index) => content.unsigned(index));
  });
  section(SECTION.export, functions.length, (content) => {
    functions.forEach(({ name }, index) => content.text(name).byte(KIND.function).unsigned(index));
  });
  section(SECTION.code, functions.length, (content) => {
    for (const { locals, body } of functions)
      content.sized(writeLocals(new ByteWriter(), locals).raw(body).byte(END).finish());
  });
  section(SECTION.data, 1, (content) => {
    content.byte(0).byte(I32_CONST).signed(data.address).byte(END).sized(data.bytes);
  });
  return module.finish();
}

function writeTypes(writer: ByteWriter, types: readonly ValueType[]): ByteWriter {
  return writer.sized(types.map((type) => VALUE_TYPE[type]));
}

/** Neighbouring locals of one type are declared together. */
function writeLocals(writer: ByteWriter, locals: readonly ValueType[]): ByteWriter {
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  writer.unsigned(runs.length);
  for (const { type, count } of runs) writer.unsigned(count).byte(VALUE_TYPE[type]);
  return writer;
}
