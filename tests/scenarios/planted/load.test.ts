import { testBites } from "./bites.ts";

await testBites("7-load", { speed: 200 });
