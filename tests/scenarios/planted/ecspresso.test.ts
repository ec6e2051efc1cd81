import { testBites } from "./bites.ts";

await testBites("6-ecspresso", { speed: 200, concurrent: true });
