/** The published home health care instances and solutions, as their files have them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build/products';

export interface Instance {
  readonly patients: readonly {
    readonly id: string;
    readonly time_window: readonly [number, number];
    readonly required_caregivers: readonly { readonly service: string; readonly duration: number }[];
    readonly synchronization?: {
      readonly type: 'simultaneous' | 'sequential';
      readonly distance?: readonly [number, number];
    };
  }[];
  readonly caregivers: readonly { readonly id: string; readonly abilities: readonly string[] }[];
  /** Depot first, then the patients in their order. */
  readonly distances: readonly (readonly number[])[];
}

export interface Solution {
  readonly routes: readonly {
    readonly caregiver_id: string;
    /** None when she is not called out. */
    readonly locations:
      | readonly {
          readonly patient: string;
          readonly service: string;
          /** When the service begins. */
          readonly arrival_time: number;
          readonly departure_time: number;
        }[]
      | null;
  }[];
}

export interface BestKnown {
  readonly distance: number;
  readonly maxTardiness: number;
  readonly totalTardiness: number;
  readonly cost: number;
  readonly solution: string;
}

const folder = join(root, 'bench/data/hhcrsp');
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

export const bestKnown = (): Readonly<Record<string, BestKnown>> =>
  read('bestKnown.json') as Readonly<Record<string, BestKnown>>;
export const readInstance = (name: string): Instance => read('instances', name) as Instance;
export const readSolution = (name: string): Solution => read('solutions', name) as Solution;
