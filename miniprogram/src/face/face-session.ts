/** The page of the face check that is open; in memory only, for its address opens the check. */
import { ref } from 'vue';

export const faceUrl = ref('');
