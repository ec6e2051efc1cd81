import { testBites } from "./bites.ts";

await testBites("6-botocore", { speed: 200, concurrent: true, timeoutMilliseconds: 180_000 });
