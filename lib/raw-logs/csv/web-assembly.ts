/** A number that a module exports. */
export interface WasmGlobal {
  readonly value: number;
}

/** The part of WebAssembly that is used here. Its types come with the DOM, which a server has not. */
export interface WasmApi {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** WebAssembly, or `undefined` where it was switched off (`--jitless`). */
export const webAssembly = (): WasmApi | undefined => (globalThis as { readonly WebAssembly?: WasmApi }).WebAssembly;
