import { deviceValue } from '../desk/device-value.ts';

/** Whether starred assets stand first in the library and in collections; kept on this device. */
export const useStarredFirst = deviceValue('starred-first', (stored) => stored !== false);
