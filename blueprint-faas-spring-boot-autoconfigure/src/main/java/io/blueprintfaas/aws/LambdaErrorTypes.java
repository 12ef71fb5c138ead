package io.blueprintfaas.aws;

import java.util.HashMap;
import java.util.Map;

import io.blueprintfaas.aws.LambdaServiceFailures.Kind;

/**
 * The types of errors that AWS Lambda answers, by their names on the wire.
 */
final class LambdaErrorTypes {

	private LambdaErrorTypes() {
	}

	static Map<String, Kind> kinds() {
		Map<String, Kind> kinds = new HashMap<>();
		put(kinds, Kind.THROTTLED, "TooManyRequestsException", "ThrottlingException", "Throttling",
				"RequestLimitExceeded");
		// The instance was not made, so no handler ran
		put(kinds, Kind.NOT_READY, "ResourceConflictException", "ResourceNotReadyException", "EC2ThrottledException",
				"EC2UnexpectedException", "ENILimitReachedException", "ENINotReadyException",
				"SubnetIPAddressLimitReachedException", "SnapStartNotReadyException", "SnapStartTimeoutException",
				"EFSMountConnectivityException", "EFSMountTimeoutException", "S3FilesMountConnectivityException",
				"S3FilesMountTimeoutException", "CodeArtifactUserPendingException");
		put(kinds, Kind.BROKEN, "InvalidZipFileException", "InvalidRuntimeException", "InvalidSecurityGroupIDException",
				"InvalidSubnetIDException", "EC2AccessDeniedException", "KMSAccessDeniedException",
				"KMSDisabledException", "KMSInvalidStateException", "KMSNotFoundException", "EFSMountFailureException",
				"S3FilesMountFailureException", "CodeArtifactUserFailedException", "CodeArtifactUserDeletedException",
				"SnapStartRegenerationFailureException", "ModeNotSupportedException");
		put(kinds, Kind.MISSING, "ResourceNotFoundException", "NoPublishedVersionException");
		put(kinds, Kind.RIGHT, "AccessDeniedException", "AccessDenied", "NotAuthorized");
		put(kinds, Kind.CREDENTIALS, "ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException",
				"InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException",
				"IncompleteSignature", "InvalidClientTokenId", "InvalidAccessKeyId", "MissingAuthenticationToken",
				"MissingAuthenticationTokenException", "RequestExpired", "RequestTimeTooSkewed", "OptInRequired");
		put(kinds, Kind.QUOTA, "ServiceQuotaExceededException");
		put(kinds, Kind.PAYLOAD, "RequestTooLargeException", "SerializedRequestEntityTooLargeException",
				"RequestEntityTooLargeException", "InvalidRequestContentException", "UnsupportedMediaTypeException",
				"InvalidParameterValueException", "ValidationException");
		// Lambda stopped a loop, or a hook around the snapshot threw
		put(kinds, Kind.FUNCTION, "RecursiveInvocationException", "SnapStartException");
		// It failed while the function ran, perhaps
		put(kinds, Kind.UNKNOWN, "ServiceException", "EFSIOException", "InternalFailure", "InternalServerError");
		return Map.copyOf(kinds);
	}

	private static void put(Map<String, Kind> kinds, Kind kind, String... types) {
		for (String type : types) {
			kinds.put(type, kind);
		}
	}

}
