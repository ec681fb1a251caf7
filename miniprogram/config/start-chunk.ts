/** What the home screen needs at the start, apart from what it does not: pages share files, and each brought all that any page uses. */
import type { Chunk, ChunkGraph, Compiler, Module } from 'webpack';

/** Asked for by name: the page itself, and what is asked ahead of it (start/host-start.h5.ts). */
const ASKED_AT_START = /(pages\/home\/index(\.vue)?|session\/session|cloud\/call)$/;

function isAskedAtStart(chunk: Chunk): boolean {
  return [...chunk.groupsIterable].some((group) =>
    group.origins.some(({ request }) => ASKED_AT_START.test(request ?? '')),
  );
}

/** For a cache group's `test`. */
export function isOfTheStart(module: Module, { chunkGraph }: { readonly chunkGraph: ChunkGraph }): boolean {
  return [...chunkGraph.getModuleChunksIterable(module)].some(isAskedAtStart);
}

const HINT = '//# allFunctionsCalledOnLoad\n';
/** Most of these files runs at once: a browser that knows the hint compiles them while they arrive, beside the page's own thread. */
const EAGER = /^js\/(app|taro|start|cloud)\.[0-9a-f]+\.js$/;

/** V8's compile hint, as the first line of the files that the start runs. Other browsers read a comment. */
export class EagerStart {
  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.compilation.tap('EagerStart', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'EagerStart', stage }, (assets) => {
        for (const file of Object.keys(assets).filter((name) => EAGER.test(name)))
          compilation.updateAsset(file, (source) => new sources.ConcatSource(HINT, source));
      });
    });
  }
}
