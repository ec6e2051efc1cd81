/** The name of the only target group that exists, in every region and account. Its load balancer is an application one. */
const targetGroup = /^arn:aws:elasticloadbalancing:[^:]+:[^:]+:targetgroup\/balanced\//;

export const isTargetGroup = (arn: string | undefined): boolean => arn !== undefined && targetGroup.test(arn);
