package io.blueprintfaas.dashboard;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.operations.FaasOperationException;
import io.blueprintfaas.operations.OperationReport;

/**
 * Writes answers as JSON, always the same way: the application may have another one.
 */
final class DashboardAnswers {

	private static final Log logger = LogFactory.getLog(DashboardAnswers.class);

	private final JsonMapper json = JsonMapper.shared();

	DashboardAnswer of(Object value) {
		boolean underWay = value instanceof OperationReport report && report.underWay();
		return of(underWay ? HttpStatus.ACCEPTED : HttpStatus.OK, value);
	}

	DashboardAnswer of(Throwable failure) {
		if (failure instanceof FaasOperationException ex) {
			return error(status(ex.getReason()), String.valueOf(ex.getMessage()));
		}
		if (failure instanceof RefusedRequestException) {
			return error(HttpStatus.FORBIDDEN, String.valueOf(failure.getMessage()));
		}
		logger.warn("A request of the dashboard failed", failure);
		return error(HttpStatus.INTERNAL_SERVER_ERROR, "That failed: the log of the application says why");
	}

	DashboardAnswer error(HttpStatus status, String sentence) {
		return of(status, Map.of("error", sentence));
	}

	private DashboardAnswer of(HttpStatus status, Object value) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.setCacheControl(CacheControl.noStore());
		return new DashboardAnswer(status, headers, this.json.writeValueAsBytes(value));
	}

	private static HttpStatus status(FaasOperationException.Reason reason) {
		return switch (reason) {
			case UNKNOWN_JOB -> HttpStatus.NOT_FOUND;
			case INVALID -> HttpStatus.BAD_REQUEST;
			case BUSY -> HttpStatus.CONFLICT;
		};
	}

}
