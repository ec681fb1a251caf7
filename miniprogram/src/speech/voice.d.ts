import type { Voice } from './speech';

export declare const voice: Voice;
