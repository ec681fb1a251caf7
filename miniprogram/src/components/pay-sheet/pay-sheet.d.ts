import type { DefineComponent } from 'vue';

declare const PaySheet: DefineComponent<object>;
export default PaySheet;
