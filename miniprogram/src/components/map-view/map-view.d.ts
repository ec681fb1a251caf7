import type { DefineComponent } from 'vue';
import type { Place } from './place';

declare const MapView: DefineComponent<{ places: readonly Place[]; line?: boolean }>;
export default MapView;
