import type { DefineComponent } from 'vue';
import type { ShareCard } from './share-card';

declare const component: DefineComponent<{ text: string; card: ShareCard }>;
export default component;
