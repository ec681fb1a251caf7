/** The parts of the SDK every screen needs: the kernel, the way in, the functions. Each part registers itself with the kernel. */
import kernel from '@cloudbase/js-sdk/app';
import '@cloudbase/js-sdk/auth';
import '@cloudbase/js-sdk/functions';
import type whole from '@cloudbase/js-sdk';

/** The kernel's own types name packages that are not published; they are those of the whole. */
export const cloudbase = kernel as unknown as typeof whole;
export type App = ReturnType<typeof cloudbase.init>;
