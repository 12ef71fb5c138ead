package io.blueprintfaas.platform.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Measures the memory of all process groups at short intervals, as long as one of them is
 * at work.
 */
final class MemoryWatch {

	private static final Log logger = LogFactory.getLog(MemoryWatch.class);

	private static final long INTERVAL_MS = 100;

	/** Rounds after which processes that belong to no group are looked at again. */
	private static final int ROUNDS_TO_REMEMBER_STRANGERS = 10;

	private final ProcFileSystem proc = new ProcFileSystem();

	private final Map<Long, GroupMemory> groups = new ConcurrentHashMap<>();

	private final Set<Long> strangers = new HashSet<>();

	private int round;

	MemoryWatch(ScheduledExecutorService scheduler) {
		if (this.proc.isAvailable()) {
			scheduler.scheduleWithFixedDelay(this::tick, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
		}
	}

	void add(GroupMemory group) {
		this.groups.put(group.pid(), group);
	}

	void remove(GroupMemory group) {
		this.groups.remove(group.pid(), group);
	}

	/**
	 * Reads the leader's own high-water mark, which also knows of short peaks.
	 * @param group the group
	 */
	void measureLeader(GroupMemory group) {
		long mark = this.proc.isAvailable() ? this.proc.highWaterMark(group.pid()) : 0;
		if (mark > 0) {
			group.record(mark);
		}
	}

	private void tick() {
		try {
			if (this.groups.values().stream().anyMatch(GroupMemory::isBusy)) {
				measure();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Memory of child processes cannot be measured", ex);
		}
	}

	private void measure() {
		if (++this.round % ROUNDS_TO_REMEMBER_STRANGERS == 0) {
			this.strangers.clear();
		}
		Map<GroupMemory, Long> sums = new HashMap<>();
		for (Long pid : this.proc.processes()) {
			if (!this.strangers.contains(pid)) {
				measure(pid, sums);
			}
		}
		sums.forEach(GroupMemory::record);
	}

	private void measure(Long pid, Map<GroupMemory, Long> sums) {
		ProcFileSystem.Usage usage = this.proc.usage(pid);
		GroupMemory group = groupOf(pid, usage);
		if (usage != null && group != null) {
			sums.merge(group, usage.resident(), Long::sum);
		}
		else if (!this.groups.containsKey(pid)) {
			this.strangers.add(pid);
		}
	}

	// where groups cannot be made, the process itself is all there is of one
	private @Nullable GroupMemory groupOf(Long pid, ProcFileSystem.@Nullable Usage usage) {
		GroupMemory group = (usage != null) ? this.groups.get(usage.group()) : null;
		return (group != null || usage == null) ? group : this.groups.get(pid);
	}

}
