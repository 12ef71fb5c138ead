#!/bin/sh
# Starts this function with the first Java there is: in the package, in JAVA_HOME, on the PATH.
set -f
case "$0" in
	*/*) CDPATH='' cd -- "${0%/*}" || exit 126 ;;
esac

if [ -x jre/bin/java ]; then
	java=jre/bin/java
elif [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
	java=$JAVA_HOME/bin/java
elif command -v java >/dev/null 2>&1; then
	java=java
else
	echo "bootstrap: no Java was found, neither as jre/bin/java in the package, nor in JAVA_HOME, nor on the PATH." \
		"Package the application with 'blueprint.faas.packaging.jre: bundled', or give the platform Java 17 or newer" \
		"and, if it is not on the PATH, set JAVA_HOME in the function's environment." >&2
	exit 127
fi

# What is not heap (classes, compiled code, threads, buffers) takes up to about 256 MB
memory=${BLUEPRINT_MEMORY_MB:-${AWS_LAMBDA_FUNCTION_MEMORY_SIZE:-}}
case "$memory" in
	'' | *[!0-9]*) heap=-XX:MaxRAMPercentage=60 ;;
	*)
		if [ "$memory" -gt 512 ]; then
			heap=-Xmx$((memory - 256))m
		else
			heap=-Xmx$((memory / 2))m
		fi
		;;
esac

exec "$java" "$heap" @java.args ${JAVA_OPTS:-} @ENTRY_CLASS@
