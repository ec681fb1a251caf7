import type { Cloud } from './cloud-surface';

/** Imported without extension: the build takes `cloud.weapp.ts` or `cloud.h5.ts`. */
export declare const cloud: Cloud;
