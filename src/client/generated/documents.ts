import type { Operation } from '../operation.ts';
import type * as types from './types.ts';

export const ViewerDocument = 'query Viewer{viewer{keyName scopes expiresAt}}' as Operation<
  types.ViewerQuery,
  types.ViewerQueryVariables
>;

export const ProjectsDocument =
  'query Projects($after:String$filter:ProjectsFilter){projects(first:100 after:$after filter:$filter){nodes{...ProjectSummary}pageInfo{hasNextPage endCursor}}}fragment ProjectSummary on Project{id name revision isDraft updatedAt projectGroup{id name}}' as Operation<
    types.ProjectsQuery,
    types.ProjectsQueryVariables
  >;

export const ProjectDocument =
  'query Project($by:ProjectBy!){project(by:$by){...ProjectSummary model tableFiles{name bytes digest}}}fragment ProjectSummary on Project{id name revision isDraft updatedAt projectGroup{id name}}' as Operation<
    types.ProjectQuery,
    types.ProjectQueryVariables
  >;

export const ExportProjectDocument =
  'query ExportProject($project:ID!){exportProject(input:{project:$project}){file errors{...Reason}}}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.ExportProjectQuery,
    types.ExportProjectQueryVariables
  >;

export const RevisionsDocument =
  'query Revisions($project:ID!$after:String){project(by:{id:$project}){revisions(first:100 after:$after){nodes{id number createdAt isDraft}pageInfo{hasNextPage endCursor}}}}' as Operation<
    types.RevisionsQuery,
    types.RevisionsQueryVariables
  >;

export const DifferenceDocument =
  'query Difference($revision:ID!$against:Int){node(id:$revision){...on ProjectRevision{diff(against:$against)}}}' as Operation<
    types.DifferenceQuery,
    types.DifferenceQueryVariables
  >;

export const GroupDocument = 'query Group($name:String!){projectGroup(by:{name:$name}){id}}' as Operation<
  types.GroupQuery,
  types.GroupQueryVariables
>;

export const TasksDocument =
  'query Tasks($after:String$filter:TasksFilter){tasks(first:50 after:$after filter:$filter){nodes{...TaskState}pageInfo{hasNextPage endCursor}}}fragment TaskState on Task{id status isTerminal sequence waitingFor seed format createdAt startedAt finishedAt progress{fraction rowsDone rowsTotal rowsPerSecond etaSeconds}error{code message problems{code message}}artifacts{entity fileName url rows bytes digest expiresAt}archiveUrl}' as Operation<
    types.TasksQuery,
    types.TasksQueryVariables
  >;

export const TaskDocument =
  'query Task($id:ID!){task(id:$id){...TaskState}}fragment TaskState on Task{id status isTerminal sequence waitingFor seed format createdAt startedAt finishedAt progress{fraction rowsDone rowsTotal rowsPerSecond etaSeconds}error{code message problems{code message}}artifacts{entity fileName url rows bytes digest expiresAt}archiveUrl}' as Operation<
    types.TaskQuery,
    types.TaskQueryVariables
  >;

export const CreateGroupDocument =
  'mutation CreateGroup($name:String!){createProjectGroup(input:{name:$name}){projectGroup{id}errors{...Reason}}}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.CreateGroupMutation,
    types.CreateGroupMutationVariables
  >;

export const ImportModelDocument =
  'query ImportModel($schema:String!$format:ModelFormat){importModel(input:{schema:$schema format:$format}){model report{...Report}errors{...Reason}}}fragment Report on ImportReport{dialect source{...Counts}understood{...Counts}harmless findings{level code line column path message}unlisted}fragment Counts on ImportCounts{tables columns keys uniques references checks}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.ImportModelQuery,
    types.ImportModelQueryVariables
  >;

export const CreateProjectDocument =
  'mutation CreateProject($group:ID!$name:String!$model:String!$format:ModelFormat){createProject(input:{projectGroup:$group name:$name model:$model format:$format}){project{...SavedProject}importReport{...Report}errors{...Reason}}}fragment ProjectSummary on Project{id name revision isDraft updatedAt projectGroup{id name}}fragment Report on ImportReport{dialect source{...Counts}understood{...Counts}harmless findings{level code line column path message}unlisted}fragment Counts on ImportCounts{tables columns keys uniques references checks}fragment SavedProject on Project{...ProjectSummary problems{code severity line column path message hint}}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.CreateProjectMutation,
    types.CreateProjectMutationVariables
  >;

export const UpdateModelDocument =
  'mutation UpdateModel($project:ID!$model:String!$format:ModelFormat$revision:Int){updateProjectModel(input:{project:$project model:$model format:$format revision:$revision}){project{...SavedProject}importReport{...Report}errors{...Reason}}}fragment ProjectSummary on Project{id name revision isDraft updatedAt projectGroup{id name}}fragment Report on ImportReport{dialect source{...Counts}understood{...Counts}harmless findings{level code line column path message}unlisted}fragment Counts on ImportCounts{tables columns keys uniques references checks}fragment SavedProject on Project{...ProjectSummary problems{code severity line column path message hint}}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.UpdateModelMutation,
    types.UpdateModelMutationVariables
  >;

export const CloneProjectDocument =
  'mutation CloneProject($project:ID!$group:ID!$name:String!){cloneProject(input:{project:$project projectGroup:$group name:$name}){project{...SavedProject}errors{...Reason}}}fragment ProjectSummary on Project{id name revision isDraft updatedAt projectGroup{id name}}fragment SavedProject on Project{...ProjectSummary problems{code severity line column path message hint}}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.CloneProjectMutation,
    types.CloneProjectMutationVariables
  >;

export const RevertProjectDocument =
  'mutation RevertProject($project:ID!$to:Int!$currentData:Boolean){revertProject(input:{project:$project to:$to currentData:$currentData}){project{...SavedProject}errors{...Reason}}}fragment ProjectSummary on Project{id name revision isDraft updatedAt projectGroup{id name}}fragment SavedProject on Project{...ProjectSummary problems{code severity line column path message hint}}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.RevertProjectMutation,
    types.RevertProjectMutationVariables
  >;

export const StartDocument =
  'mutation Start($input:StartGenerationInput!){startGeneration(input:$input){task{...TaskState}errors{...Reason}}}fragment TaskState on Task{id status isTerminal sequence waitingFor seed format createdAt startedAt finishedAt progress{fraction rowsDone rowsTotal rowsPerSecond etaSeconds}error{code message problems{code message}}artifacts{entity fileName url rows bytes digest expiresAt}archiveUrl}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.StartMutation,
    types.StartMutationVariables
  >;

export const CancelDocument =
  'mutation Cancel($task:ID!){cancelTask(input:{task:$task}){task{...TaskState}errors{...Reason}}}fragment TaskState on Task{id status isTerminal sequence waitingFor seed format createdAt startedAt finishedAt progress{fraction rowsDone rowsTotal rowsPerSecond etaSeconds}error{code message problems{code message}}artifacts{entity fileName url rows bytes digest expiresAt}archiveUrl}fragment Reason on UserError{code message path ...on ModelProblemError{severity line column hint}}' as Operation<
    types.CancelMutation,
    types.CancelMutationVariables
  >;

export const WatchDocument =
  'subscription Watch($id:ID!$after:Int){taskProgress(id:$id after:$after){...TaskState}}fragment TaskState on Task{id status isTerminal sequence waitingFor seed format createdAt startedAt finishedAt progress{fraction rowsDone rowsTotal rowsPerSecond etaSeconds}error{code message problems{code message}}artifacts{entity fileName url rows bytes digest expiresAt}archiveUrl}' as Operation<
    types.WatchSubscription,
    types.WatchSubscriptionVariables
  >;
