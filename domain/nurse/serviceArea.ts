/** Where a nurse goes: what her circle, her districts, her drawn ring, her institution and the operators share. */
import { contains, distanceMeters, type Position } from '../geo/distance';
import type { Nurse } from './nurse';

/** Districts and a drawn ring; an empty list and null leave the field open. */
export interface Area {
  readonly districts: readonly string[];
  readonly polygon: Nurse['areaPolygon'];
}

/** The operators' circle round the nurse, and the area they serve where it is narrower than the city. */
export interface OperatorArea {
  readonly searchRadiusMeters: number;
  readonly area: Area | null;
}

type Reach = Pick<Nurse, 'location' | 'serviceRadiusMeters' | 'areaDistricts' | 'areaPolygon'>;

/** `district`: the served district the position lies in; null outside the city, where nobody goes who names districts. */
export function inServiceArea(
  nurse: Reach,
  position: Position,
  district: string | null,
  institutionArea: Area | null,
  operatorArea: OperatorArea,
): boolean {
  const reach = Math.min(nurse.serviceRadiusMeters, operatorArea.searchRadiusMeters);
  if (!(distanceMeters(nurse.location.coordinates, position) <= reach)) return false;
  const own: Area = { districts: nurse.areaDistricts, polygon: nurse.areaPolygon };
  return [own, institutionArea, operatorArea.area].every((area) => area === null || holds(area, position, district));
}

function holds({ districts, polygon }: Area, position: Position, district: string | null): boolean {
  if (districts.length > 0 && (district === null || !districts.includes(district))) return false;
  return polygon === null || contains({ type: 'MultiPolygon', coordinates: [[polygon]] }, position);
}
