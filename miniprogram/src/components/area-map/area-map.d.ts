import type { DefineComponent } from 'vue';
import type { PlanView } from '#contract/planWork';
import type { Position } from '@/location/gcj02';

type AreaMapProps = {
  area: PlanView['area'];
  radiusMeters: number;
  corners: readonly Position[];
  onCorner?: (corner: Position) => void;
};
/** Her place, her circle, the districts round her, and the area being drawn; a tap is one more corner. */
declare const AreaMap: DefineComponent<AreaMapProps>;
export default AreaMap;
