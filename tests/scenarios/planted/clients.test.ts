import { testBites } from "./bites.ts";

await testBites("6-clients", { speed: 200, concurrent: true });
