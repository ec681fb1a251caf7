import { contains, type MultiPolygon, type Position } from '../geo/distance';

export interface District {
  readonly name: string;
  readonly polygon: MultiPolygon;
}

/** The served district a position lies in; null outside the city. */
export const districtAt = (districts: readonly District[], position: Position): string | null =>
  districts.find(({ polygon }) => contains(polygon, position))?.name ?? null;
