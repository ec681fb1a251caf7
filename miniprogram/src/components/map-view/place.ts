import type { Position } from '@/location/gcj02';

/** A named point on a map. */
export interface Place {
  readonly position: Position;
  readonly label: string;
  readonly kind: 'home' | 'nurse';
}
