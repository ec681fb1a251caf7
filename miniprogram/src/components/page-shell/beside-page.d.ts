import type { DefineComponent } from 'vue';

declare const BesidePage: DefineComponent<object>;
export default BesidePage;
