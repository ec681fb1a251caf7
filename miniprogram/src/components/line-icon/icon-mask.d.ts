import type { IconName } from './icons';

/** The style that makes a surface show an icon. */
export declare function maskOf(icon: IconName): string;
